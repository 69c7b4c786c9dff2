#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The family of the machine's processor, as far as it can change floating-point results.
public enum ProcessorClass {
  /// Architecture and widest vector extension, for example `x86_64 avx2 fma`.
  public static let current: String = {
    #if arch(x86_64)
      let architecture = "x86_64"
    #elseif arch(arm64)
      let architecture = "arm64"
    #else
      let architecture = "other"
    #endif
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    return ([architecture] + extensions(inProcessorInformation: text)).joined(separator: " ")
  }()

  /// The extensions among those that numeric kernels switch on, in a fixed order.
  static func extensions(inProcessorInformation text: String) -> [String] {
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("flags") }) else {
      return []
    }
    let flags = Set(line.split(separator: " "))
    return ["avx", "avx2", "fma", "avx512f", "avx512_vnni"].filter { flags.contains(Substring($0)) }
  }
}
