#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
internal import CPlatform
import PADVocabulary
import StructuredText
import Subsystems

/// A shared library that exports what `padbench_plugin.h` asks for.
///
/// Loaded only in a process of its own: nothing holds its code back. It stays loaded until the
/// process ends, because threads that it started may.
@safe struct DetectorLibrary {
  private typealias GetABI = @convention(c) () -> UInt32
  private typealias Start =
    @convention(c) (UnsafePointer<CChar>?, UnsafeMutablePointer<CChar>?) -> Int32
  private typealias Describe = @convention(c) (UnsafeMutablePointer<padbench_description>?) -> Void
  private typealias Judge =
    @convention(c) (
      UnsafePointer<padbench_frame>?, UInt32, UnsafeMutablePointer<padbench_verdict>?
    ) -> Void

  /// Its answer to hello.
  let hello: JSONValue
  private let judgeFrames: Judge

  /// Loads a library and lets it start.
  ///
  /// - Throws: `SubsystemFault` when it does not load, exports too little or cannot work.
  init(path: String) throws(SubsystemFault) {
    // A name without a folder would be looked for in the system's.
    guard let whole = resolvedPath(path) else {
      throw .host("there is no library \(path.shown)")
    }
    guard let library = unsafe dlopen(whole, RTLD_NOW | RTLD_LOCAL) else {
      let reason = unsafe dlerror().map { unsafe String(cString: $0) } ?? "no reason given"
      throw .host("the library \(path.shown) does not load: \(reason.printable)")
    }
    func symbol(_ name: String) throws(SubsystemFault) -> UnsafeMutableRawPointer {
      guard let found = unsafe dlsym(library, name) else {
        throw .host(
          "\(path.shown) does not export \(name)", remedy: "padbench_plugin.h says what it must")
      }
      return unsafe found
    }
    let abi = try unsafe unsafeBitCast(symbol("padbench_plugin_abi"), to: GetABI.self)()
    guard abi == PADBENCH_PLUGIN_ABI else {
      throw .host(
        "\(path.shown) was built for version \(abi) of padbench_plugin.h, this padbench has "
          + "\(PADBENCH_PLUGIN_ABI)", remedy: "build it again with this padbench's header")
    }
    let describe = try unsafe unsafeBitCast(
      symbol("padbench_plugin_describe"), to: Describe.self)
    unsafe judgeFrames = try unsafe unsafeBitCast(symbol("padbench_plugin_judge"), to: Judge.self)
    if let start = unsafe dlsym(library, "padbench_plugin_start") {
      let start = unsafe unsafeBitCast(start, to: Start.self)
      try unsafe Self.start(start, folder: folder(of: whole))
    }
    var description = unsafe padbench_description()
    unsafe describe(&description)
    hello = try unsafe Self.hello(description)
  }

  /// What the library makes of a presentation, without its id.
  func judge(_ frames: [HeldFrame]) -> [JSONValue.Member] {
    var verdict = padbench_verdict()
    let seen = unsafe frames.map { unsafe $0.frame }
    withExtendedLifetime(frames) {
      unsafe seen.withUnsafeBufferPointer { seen in
        unsafe judgeFrames(seen.baseAddress, UInt32(seen.count), &verdict)
      }
    }
    let reason = text(of: verdict.no_score)
    if reason.isEmpty, verdict.score.isFinite { return [.init("score", .number(verdict.score))] }
    let isReason = !reason.isEmpty
    var answer: [JSONValue.Member] = [.init("no_score", isReason ? .string(reason) : "failed")]
    let message = isReason ? text(of: verdict.message) : "the score is not finite"
    if !message.isEmpty { answer.append(.init("message", .string(message))) }
    return answer
  }

  private static func start(_ start: Start, folder: String) throws(SubsystemFault) {
    var message = [CChar](repeating: 0, count: 512)
    let code = unsafe start(folder, &message)
    guard code == 0 else {
      let bytes = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw .host(
        "the library cannot start (\(code)): \(String(decoding: bytes, as: UTF8.self).printable)")
    }
  }

  private static func hello(
    _ description: padbench_description
  ) throws(SubsystemFault) -> JSONValue {
    guard let name = unsafe description.name, let version = unsafe description.version else {
      throw .host("the library does not say its name and version")
    }
    var members: [JSONValue.Member] = unsafe [
      .init("type", "hello"), .init("protocol", 1),
      .init("name", .string(String(cString: name))),
      .init("version", .string(String(cString: version))),
      .init("role", "detector"),
      .init("high_means", .string(description.high_means_attack == 0 ? "bona_fide" : "attack")),
    ]
    let (lowest, highest) = unsafe (description.lowest, description.highest)
    if lowest.isFinite, highest.isFinite, lowest < highest {
      members.append(.init("range", .array([.number(lowest), .number(highest)])))
    }
    return .object(members)
  }
}

/// The folder of an absolute path.
private func folder(of path: String) -> String {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash > path.startIndex else {
    return "/"
  }
  return String(path[..<slash])
}

/// The text in an array of C characters, which may fill it to its end.
private func text<Characters>(of characters: Characters) -> String {
  unsafe withUnsafeBytes(of: characters) { bytes in
    unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }
}
