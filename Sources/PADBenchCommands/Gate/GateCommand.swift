public import ArgumentParser
import PADVocabulary
import ReleaseGate
public import Reports

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `padbench gate RUN --policy POLICY`
struct GateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Judge a run by a policy: pass, fail or undecided.",
    discussion: """
      A rule passes when the confidence bound of its figure keeps the limit, fails when the bound on \
      the other side breaks it, and is undecided in between: then the verdict says about how many \
      more presentations of which species are needed. Missing, empty or unfit evidence never \
      passes.

      RUN is a run folder with one detector, or RUN@DETECTOR. A score file (SCORES@0.5 or \
      SCORES@CARD.yaml) is judged only with --dataset, whose manifest says which presentations had \
      to be there.

      Exit codes: 0 pass, 1 fail, 2 undecided, 65 cannot judge, 64 wrong use, 74 input/output.

      Examples:
        padbench gate reports/v2 --policy policy.yaml
        padbench gate reports/v2@quality --policy policy.yaml --baseline reports/v1@quality
        padbench gate reports/v2 --policy nist-sp-800-63a-4 --write junit=junit.xml \
      --write json=verdict.json --write markdown=summary.md
        padbench gate --show-policy nist-sp-800-63a-4 > policy.yaml
      """)

  @Argument(
    help: ArgumentHelp(
      "A run folder, RUN@DETECTOR, or with --dataset a score file with its threshold.",
      valueName: "run"),
    completion: .file())
  var judgedRun: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The policy's file, or the name of one that comes with the program.", valueName: "policy"),
    completion: .file(extensions: ["yaml"]))
  var policy: String?

  @Flag(name: .long, help: "List the policies that come with the program.")
  var listPolicies = false

  @Option(
    name: .long,
    help: ArgumentHelp("Print the YAML of one of them, to copy and change.", valueName: "name"))
  var showPolicy: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The released version's run, for rules of no regression.", valueName: "run"),
    completion: .file())
  var baseline: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The day for which waivers and expiry dates are read. (default: today, UTC)",
      valueName: "YYYY-MM-DD"))
  var date: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What goes to standard output: text, markdown, json, junit, github (workflow annotations) or "
        + "generic (a line per finding).",
      valueName: "format"))
  var format: VerdictFormat = .text

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write there instead of to standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "Also write the verdict in a format into a file, for example junit=junit.xml; repeat for "
        + "several. They are written whatever the verdict, also when there can be none.",
      valueName: "format=file"))
  var write: [String] = []

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Decimals of rates in percent, 0 to 6.", valueName: "count"))
  var decimals = 2

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The matcher whose whole system is judged (IAPAR, FRR, FAR, FMR, FNMR), in a run of several.",
      valueName: "name"))
  var matcher: String?

  @OptionGroup(title: "Bootstrap") var bootstrap: BootstrapCountOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The dataset that the scores of a score file are of; its test partition is what had to be "
        + "judged.",
      valueName: "folder"),
    completion: .directory)
  var dataset: String?

  @Option(
    name: .customLong("protocol"),
    help: ArgumentHelp("The protocol of --dataset.", valueName: "name"))
  var protocolName: String?

  @OptionGroup(title: "Score files") var input: ScoreInputOptions

  func validate() throws {
    guard !listPolicies, showPolicy == nil else {
      guard judgedRun == nil, policy == nil, !(listPolicies && showPolicy != nil) else {
        throw ValidationError("--list-policies and --show-policy stand alone.")
      }
      return
    }
    guard judgedRun != nil else { throw ValidationError("name a run folder to judge.") }
    guard policy != nil else {
      throw ValidationError(
        "name a policy with --policy: a file, or one that 'padbench gate --list-policies' shows.")
    }
    guard protocolName == nil || dataset != nil else {
      throw ValidationError("--protocol is of --dataset: give that too.")
    }
    guard (0...6).contains(decimals) else {
      throw ValidationError("--decimals wants a number from 0 to 6.")
    }
    try bootstrap.refuse(fewerThan: GateOptions.fewestReplicates)
    try input.refuseUnused(
      by: [judgedRun, baseline].compactMap(\.self), others: dataset == nil ? [] : ["--dataset"])
    _ = try day()
    _ = try files()
  }

  /// The day to judge for.
  func day() throws -> CalendarDate {
    guard let date else { return .today() }
    guard let day = CalendarDate(date) else {
      throw ValidationError("--date wants a day as YYYY-MM-DD, not '\(date.printable)'.")
    }
    return day
  }

  /// The files to write, with their formats.
  func files() throws -> [(format: VerdictFormat, path: String)] {
    var places: Set<String> = []
    if let output { places.insert(Self.place(of: output)) }
    return try write.map { text in
      let parts = text.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, let format = VerdictFormat(rawValue: String(parts[0])) else {
        let names = VerdictFormat.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError(
          "--write wants FORMAT=FILE with one of \(names), not '\(text.printable)'.")
      }
      guard places.insert(Self.place(of: String(parts[1]))).inserted else {
        throw ValidationError("'\(String(parts[1]).printable)' would be written twice.")
      }
      return (format, String(parts[1]))
    }
  }

  /// Where a file of that name comes to stand: links of folders are followed, and a link in the
  /// file's own place is replaced.
  private static func place(of path: String) -> String {
    let whole =
      path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    let file = URL(fileURLWithPath: whole).standardized
    let folder = file.deletingLastPathComponent().resolvingSymlinksInPath()
    return folder.appendingPathComponent(file.lastPathComponent).path
  }

  func run() async throws {
    if listPolicies {
      try Console.result(PolicyList.text())
    } else if let showPolicy {
      try Console.result(String(decoding: try PolicyList.named(showPolicy).bytes, as: UTF8.self))
    } else if let judgedRun, let policy {
      let job = try GateJob(command: self, run: judgedRun, policyName: policy)
      try await job.run()
    }
  }
}

extension VerdictFormat: ExpressibleByArgument {}
