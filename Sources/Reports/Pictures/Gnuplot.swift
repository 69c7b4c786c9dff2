import PADVocabulary
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// The program that draws the pictures of a report; without it a report is whole but for them.
///
/// It gets a script on its standard input and answers with one picture on its standard output, so
/// that no name of a dataset ever becomes a path, and nothing is left behind.
public struct Gnuplot: Sendable, Hashable {
  /// A kind of picture file.
  enum Format: String, Sendable, Hashable, CaseIterable {
    case svg
    case png
  }

  /// The program's name or path.
  let program: String
  /// What it says of itself, such as `gnuplot 5.4 patchlevel 4`; part of a run's provenance.
  public let version: String
  /// The terminal for PNG: `pngcairo`, or `png` where that was not built in.
  let pngTerminal: String

  /// Looks for the program once and asks for its version and terminals.
  ///
  /// - Parameter program: a name to look for in `PATH`, or a path.
  public static func find(_ program: String = "gnuplot") async throws(GnuplotFault) -> Gnuplot {
    let version = try await answer(of: program, arguments: ["--version"])
      .prefix { $0 != "\n" }.description.printable
    guard version.hasPrefix("gnuplot ") else {
      throw GnuplotFault(.unusable, "'\(program.printable)' does not answer as gnuplot does")
    }
    let terminals = try await answer(
      of: program, arguments: ["-d", "-e", "set print '-'; print GPVAL_TERMINALS"]
    ).split { $0 == " " || $0 == "\n" }
    guard terminals.contains("svg") else {
      throw GnuplotFault(.unusable, "\(version) has no terminal for SVG")
    }
    return Gnuplot(
      program: program, version: version,
      pngTerminal: terminals.contains("pngcairo") ? "pngcairo" : "png")
  }

  /// Draws one picture.
  func draw(_ script: String, seconds: Int = 60) async throws(GnuplotFault) -> [UInt8] {
    let said = try await Self.said(
      by: program, arguments: ["-d"], input: Array(script.utf8), seconds: seconds)
    guard said.isSuccess, !said.output.isEmpty else {
      // The script comes first, what is wrong with it last.
      let complaint = said.complaint.split(separator: "\n").last.map(String.init) ?? "no words"
      throw GnuplotFault(
        .failed,
        "gnuplot refused a script: \(ReportContent.shortened(complaint).printable)")
    }
    return said.output
  }

  private struct Said: Sendable {
    var isSuccess: Bool
    var output: [UInt8]
    var complaint: String
  }

  private static func answer(
    of program: String, arguments: [String]
  ) async throws(GnuplotFault) -> String {
    let said = try await said(by: program, arguments: arguments, input: [], seconds: 20)
    guard said.isSuccess else {
      throw GnuplotFault(.unusable, "'\(program.printable)' does not run")
    }
    return String(decoding: said.output, as: UTF8.self)
  }

  /// Runs the program with a deadline; the child is killed when it passes.
  private static func said(
    by program: String, arguments: [String], input: [UInt8], seconds: Int
  ) async throws(GnuplotFault) -> Said {
    let outcome: Result<Said?, any Error>
    do {
      let answer = try await withThrowingTaskGroup(of: Said?.self) { group in
        group.addTask { try await Self.collect(program, arguments, input) }
        group.addTask {
          try await Task.sleep(for: .seconds(seconds))
          return nil
        }
        defer { group.cancelAll() }
        return try await group.next() ?? nil
      }
      outcome = .success(answer)
    } catch {
      outcome = .failure(error)
    }
    switch outcome {
    case .success(let said?): return said
    case .success(nil):
      throw GnuplotFault(.timeout, "gnuplot gave no answer within \(seconds) s")
    case .failure(let error as SubprocessError) where error.code == .executableNotFound:
      throw .missing
    case .failure(let error as SubprocessError) where error.code == .outputLimitExceeded:
      throw GnuplotFault(.failed, "gnuplot drew a picture of more than 64 MiB")
    case .failure(let error):
      throw GnuplotFault(
        .failed, "gnuplot could not be run: \(String(describing: error).printable)")
    }
  }

  private static func collect(
    _ program: String, _ arguments: [String], _ input: [UInt8]
  ) async throws -> Said {
    var options = PlatformOptions()
    options.teardownSequence = []
    let result = try await run(
      program.utf8.contains(UInt8(ascii: "/")) ? .path(FilePath(program)) : .name(program),
      arguments: Arguments(arguments), environment: environment, platformOptions: options,
      input: .array(input), output: .bytes(limit: 64 << 20), error: .string(limit: 1 << 16))
    return Said(
      isSuccess: result.terminationStatus.isSuccess, output: result.standardOutput,
      complaint: result.standardError)
  }

  /// Nothing that changes how numbers or letters are drawn; `-d` keeps start-up files out.
  private static let environment = Environment.inherit.updating([
    "LC_ALL": "C.UTF-8", "GNUTERM": nil, "GNUPLOT_LIB": nil, "GNUPLOT_DEFAULT_GDFONT": nil,
    "GDFONTPATH": nil, "GNUPLOT_FONTPATH": nil, "LD_PRELOAD": nil,
  ])
}
