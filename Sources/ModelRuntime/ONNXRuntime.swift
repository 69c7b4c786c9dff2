#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
public import Subsystems

/// An ONNX Runtime library, found on this machine and loaded while padbench runs.
///
/// The library is trusted code, like a compiler: it is only ever taken from places that the user
/// or the system set up. It stays loaded until the process ends, because its threads may outlive
/// every session.
@safe public final class ONNXRuntime: @unchecked Sendable {
  // Unchecked: both handles are written once, and OrtEnv may be used from any thread.

  /// Where the library was found.
  public let path: String
  /// The version it states, for example `1.19.2`; another version can shift scores, so a run
  /// records it.
  public let version: String

  let api: OrtAPI
  let environment: OpaquePointer

  /// Loads the library at a path.
  ///
  /// - Throws: `SubsystemFault` when it does not load, or is no ONNX Runtime.
  public init(path: String) throws(SubsystemFault) {
    guard let library = unsafe dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
      let reason = unsafe dlerror().map { unsafe String(cString: $0) } ?? "no reason given"
      throw Self.fault("the library \(path) does not load: \(reason)")
    }
    typealias GetBase = @convention(c) () -> UnsafePointer<UnsafeRawPointer?>?
    guard let symbol = unsafe dlsym(library, "OrtGetApiBase") else {
      throw Self.fault("\(path) is no ONNX Runtime: it does not export OrtGetApiBase")
    }
    guard let base = unsafe unsafeBitCast(symbol, to: GetBase.self)(),
      let getAPI = unsafe base[0], let getVersion = unsafe base[1]
    else { throw Self.fault("\(path) gives no function table") }

    typealias GetVersion = @convention(c) () -> UnsafePointer<CChar>?
    let text = unsafe unsafeBitCast(getVersion, to: GetVersion.self)()
    version = unsafe text.map { unsafe String(cString: $0) } ?? "unknown"
    self.path = path

    typealias GetAPI = @convention(c) (UInt32) -> UnsafePointer<UnsafeRawPointer?>?
    let wanted = unsafe OrtAPI.version
    guard let table = unsafe unsafeBitCast(getAPI, to: GetAPI.self)(wanted),
      let api = unsafe OrtAPI(table: table)
    else {
      throw Self.fault(
        "\(path) (version \(version)) does not offer API version \(wanted)",
        remedy: "install onnxruntime 1.11 or later")
    }
    unsafe self.api = unsafe api
    do throws(OrtFault) {
      unsafe environment = try unsafe Self.makeEnvironment(api)
    } catch {
      throw Self.fault("\(path) does not start: \(error.message)")
    }
  }

  deinit {
    unsafe api.release(.releaseEnv, environment)
  }

  /// `onnxruntime 1.19.2`, as it stands in a run's identity.
  public var description: String { "onnxruntime " + version }

  private static func makeEnvironment(_ api: OrtAPI) throws(OrtFault) -> OpaquePointer {
    typealias Create =
      @convention(c) (Int32, UnsafePointer<CChar>?, UnsafeMutablePointer<OpaquePointer?>?) ->
      OrtAPI.Status
    /// ORT_LOGGING_LEVEL_ERROR: warnings about a model's graph are nobody's business here.
    let errorsOnly: Int32 = 3
    return try unsafe api.handle("environment") { place in
      unsafe api.function(.createEnv, as: Create.self)(errorsOnly, "padbench", place)
    }
  }

  private static func fault(_ message: String, remedy: String = "") -> SubsystemFault {
    SubsystemFault(subsystem: "onnxruntime", message: message, remedy: remedy)
  }
}
