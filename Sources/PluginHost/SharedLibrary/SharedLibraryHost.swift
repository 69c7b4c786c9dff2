#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import StructuredText
public import Subsystems

/// Lets padbench talk to a detector in a shared library: the plugin protocol on one side, the
/// functions of `padbench_plugin.h` on the other.
public struct SharedLibraryHost {
  private let library: DetectorLibrary
  private var reader: RequestReader
  private let output: Int32
  private var id: Int?
  private var frames: [HeldFrame] = []

  /// Loads a library, and answers on standard input and output until the former ends.
  ///
  /// For a process that does nothing else: what the library prints goes to standard error from
  /// then on.
  ///
  /// - Throws: `SubsystemFault` when the library does not load, or a request is none.
  public static func serve(library path: String) throws(SubsystemFault) {
    let (input, output) = try takePipes()
    var host = SharedLibraryHost(
      library: try DetectorLibrary(path: path), input: input, output: output)
    try host.run()
  }

  /// A host between open descriptors, which stay the caller's.
  init(library: DetectorLibrary, input: Int32, output: Int32) {
    self.library = library
    reader = RequestReader(descriptor: input)
    self.output = output
  }

  /// Answers until the input ends.
  mutating func run() throws(SubsystemFault) {
    while let line = try reader.line() {
      switch try HostRequest(line: line) {
      case .hello: try write(library.hello)
      case .begin(let id):
        self.id = id
        frames = []
      case .frame(let frame):
        try require(frame.id)
        frames.append(try HeldFrame(frame, from: &reader))
      case .finish(let id):
        try require(id)
        try finish()
      case .unknown(let id, let bytes):
        try reader.read(into: Block(count: bytes))
        if let id { try write(["id": .integer(id), "no_score": "refused"]) }
      }
    }
  }

  private func require(_ id: Int) throws(SubsystemFault) {
    guard id == self.id else { throw .host("presentation \(id) was not begun") }
  }

  private mutating func finish() throws(SubsystemFault) {
    guard let id else { return }
    var answer: [JSONValue.Member] = [.init("id", .integer(id))]
    if frames.isEmpty {
      answer.append(.init("no_score", "missing-input"))
    } else {
      answer += library.judge(frames)
    }
    self.id = nil
    frames = []
    try write(.object(answer))
  }

  private func write(_ message: JSONValue) throws(SubsystemFault) {
    var line: [UInt8]
    do throws(UnwritableNumber) {
      line = try message.bytes()
    } catch {
      throw .host(error.description)
    }
    line.append(0x0a)
    var done = 0
    while done < line.count {
      let count = unsafe line.withUnsafeBytes { bytes in
        unsafe bytesWritten(output, bytes.baseAddress.map { unsafe $0 + done }, bytes.count - done)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .host("nobody reads the answers (error \(errno))") }
      done += count
    }
  }

  /// Keeps both pipes for messages alone: a library that prints, or reads, meets others.
  private static func takePipes() throws(SubsystemFault) -> (input: Int32, output: Int32) {
    let input = fcntl(0, F_DUPFD_CLOEXEC, 3)
    let output = fcntl(1, F_DUPFD_CLOEXEC, 3)
    let nothing = unsafe open("/dev/null", O_RDONLY | O_CLOEXEC)
    guard input >= 0, output >= 0, nothing >= 0, dup2(nothing, 0) == 0, dup2(2, 1) == 1 else {
      throw .host("the pipes to padbench cannot be kept (error \(errno))")
    }
    close(nothing)
    return (input, output)
  }
}

/// `write(2)`, whose name a method above has too.
private func bytesWritten(_ descriptor: Int32, _ place: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, place, count)
}
