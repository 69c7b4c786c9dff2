public import ArgumentParser
import PADVocabulary
import StructuredText
import Subsystems

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The `padbench` command: parses, runs one subcommand, and turns every error into a clear message
/// and an exit code.
public struct PADBench: AsyncParsableCommand {
  /// Name, help and subcommands.
  public static let configuration = CommandConfiguration(
    commandName: "padbench",
    abstract: "Measures how often presentation attacks get past face liveness detectors.",
    discussion: """
      padbench sends labelled bona fide and attack presentations (print, screen replay, 3D mask) \
      through liveness detectors and reports APCER, BPCER and their curves, with intervals, the way \
      ISO/IEC 30107-3 defines them.

      Start with:
        padbench evaluate datasets/sample --detector frequency -o reports/first

      Exit codes: 0 done, 64 wrong use, 65 bad input data or no such run, 70 internal fault, 74 \
      input/output, 130 or 143 interrupted (the same command goes on); of gate: 0 pass, 1 fail, 2 \
      undecided, 65 cannot judge.
      """,
    version: ToolVersion.text,
    subcommands: [LaunchCommand.self, SandboxProbeCommand.self, PluginHostCommand.self],
    groupedSubcommands: [
      CommandGroup(
        name: "Measure",
        subcommands: [EvaluateCommand.self, MetricsCommand.self, PlanCommand.self]),
      CommandGroup(name: "Decide", subcommands: [CompareCommand.self, GateCommand.self]),
      CommandGroup(name: "Runs", subcommands: [RunsCommand.self, ReportCommand.self]),
      CommandGroup(
        name: "Material",
        subcommands: [
          DatasetCommand.self, DetectorCommand.self, MatcherCommand.self, ScoresCommand.self,
        ]),
    ])

  /// Makes the root command; the parser needs it.
  public init() {}

  /// Runs the command line the process was started with, and ends the process.
  public static func runAndExit() async -> Never {
    // A reader that went away is an error of the write that meets it, not a signal that kills us.
    signal(SIGPIPE, SIG_IGN)
    let arguments = Array(CommandLine.arguments.dropFirst())
    let code = await run(arguments)
    endProcess(code.rawValue)
  }

  /// Runs a command line, writing to standard output and standard error.
  ///
  /// - Returns: the exit code of the process.
  public static func run(_ arguments: [String]) async -> ExitCode {
    do {
      var command = try parseAsRoot(arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      return .success
    } catch {
      return report(error, of: arguments)
    }
  }

  /// Says what went wrong, in the way that fits the kind of error.
  private static func report(_ error: any Error, of arguments: [String]) -> ExitCode {
    switch error {
    case let error as InvalidInput:
      Console.note(error.description)
      let count = error.diagnostics.count { $0.severity == .error }
      if count > 1 { Console.note("\(count) errors") }
      return ExitCodes.badData
    case let error as FileFault:
      // A reader that went away knows; a full disk behind standard output does not speak.
      let isGone = error.path == Console.standardOutputName && error.code == EPIPE
      if !isGone { Console.note("error: \(error)") }
      return ExitCodes.inputOutput
    case let error as Interruption:
      Console.note(error.message)
      return ExitCode(128 + error.signal)
    case let error as SubsystemFault:
      Console.note("error: \(error)")
      return ExitCodes.badData
    case let code as ExitCode:
      return code
    default:
      return reportParserError(error, of: arguments)
    }
  }

  /// Help and version go to standard output; wrong use goes to standard error with its usage line.
  private static func reportParserError(
    _ error: any Error, of arguments: [String]
  ) -> ExitCode {
    let code = exitCode(for: error)
    let message = fullMessage(for: error)
    if code == .success {
      do {
        try Console.result(message)
      } catch {
        return ExitCodes.inputOutput
      }
    } else if !message.isEmpty {
      Console.note(message)
      if let hint = commandHint(for: arguments) { Console.note(hint) }
    }
    return code == .failure ? ExitCodes.internalFault : code
  }
}

extension PADBench {
  /// The command that was probably meant by a first word that is none.
  private static func commandHint(for arguments: [String]) -> String? {
    guard let word = arguments.first, !word.hasPrefix("-") else { return nil }
    let groups = configuration.groupedSubcommands
    let names = groups.flatMap { $0.subcommands }.compactMap { $0.configuration.commandName }
    guard !names.contains(word), let meant = nearestName(to: word, among: names) else { return nil }
    return "Did you mean 'padbench \(meant)'?"
  }
}

/// Ends the process; a name of its own because commands have an `exit` too.
private func endProcess(_ code: Int32) -> Never {
  exit(code)
}
