public import PADVocabulary
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// The program that decodes videos; its version is part of a run's identity.
public struct FFmpeg: Sendable, Hashable {
  /// The program's name or path, as the user gave it.
  public let program: String
  /// What the program says about itself, for example `5.1.9-0+deb12u1`.
  public let version: String

  /// Looks for the program and asks its version.
  ///
  /// - Parameter program: a name to look for in `PATH`, or a path.
  /// - Throws: `FileFault` that says how to install it.
  public static func find(_ program: String = "ffmpeg") async throws(FileFault) -> FFmpeg {
    let missing = FileFault(
      path: program, operation: "run",
      message: "videos are decoded by the ffmpeg program, which is not installed; "
        + "install it ('apt install ffmpeg' or 'brew install ffmpeg')")
    let said: String?
    do {
      let result = try await run(
        executable(program), arguments: ["-hide_banner", "-version"],
        environment: Self.environment, output: .string(limit: 65_536))
      guard result.terminationStatus.isSuccess else { throw missing }
      said = result.standardOutput
    } catch {
      throw missing
    }
    let words = (said ?? "").prefix { $0 != "\n" }.split(separator: " ")
    guard words.count >= 3, words[0] == "ffmpeg", words[1] == "version" else {
      throw FileFault(
        path: program, operation: "run", message: "it does not answer as ffmpeg does")
    }
    return FFmpeg(program: program, version: String(words[2]))
  }

  /// Names a program whose version is already known.
  init(program: String, version: String) {
    self.program = program
    self.version = version
  }

  /// What the program sees of our environment: nothing that could change what it decodes.
  static let environment = Environment.inherit.updating([
    "LC_ALL": "C", "AV_LOG_FORCE_NOCOLOR": "1", "FFREPORT": nil,
  ])

  static func executable(_ program: String) -> Executable {
    program.contains("/") ? .path(FilePath(program)) : .name(program)
  }

  /// The arguments that make the program read the video on its standard input and write
  /// fragments of raw RGB, one upright picture each, with its time.
  ///
  /// The input is the file that is already open as descriptor 0, so that no name reaches the
  /// program and what is decoded is what was opened; it is a file, not a pipe, because QuickTime
  /// keeps its index at the end. The container is stated, and only files and pipes may be read,
  /// so that no playlist or reference in the file leads elsewhere.
  func arguments(_ format: VideoFormat, pixelLimit: Int) -> [String] {
    [
      "-hide_banner", "-nostdin", "-v", "error",
      "-protocol_whitelist", "file,pipe", "-threads", "1", "-max_pixels", String(pixelLimit),
      "-f", format.rawValue, "-i", "file:/dev/fd/0",
      "-map", "0:v:0", "-an", "-sn", "-dn",
    ] + passthrough + [
      "-threads", "1", "-flags", "+bitexact", "-sws_flags", "+accurate_rnd+bitexact",
      "-c:v", "rawvideo", "-pix_fmt", "rgb24",
      "-f", "mov", "-movflags", "frag_every_frame+empty_moov+default_base_moof", "pipe:1",
    ]
  }

  /// Hands every decoded picture on with its own time: no doubling or dropping to a fixed rate.
  private var passthrough: [String] {
    let numbers = version.split(separator: ".").prefix(2).map { part in
      Int(part.prefix { $0.isASCII && $0.isNumber })
    }
    // `-fps_mode` came with 5.1 and replaces `-vsync`.
    if let major = numbers.first ?? nil, let minor = numbers.last ?? nil, numbers.count == 2,
      (major, minor) < (5, 1)
    {
      return ["-vsync", "passthrough"]
    }
    return ["-fps_mode", "passthrough"]
  }
}
