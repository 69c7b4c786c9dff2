import ArgumentParser
import PADVocabulary
import Reports
import Runs
import StructuredText

/// What `padbench report` prints instead of writing the run's folder.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case markdown
  case html
  case csv
  case json
}

/// `padbench report RUN…`
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make reports of runs again, in other formats, or an index of many.",
    discussion: """
      Everything comes from the run's own folder; dataset and detectors are not needed. Without \
      --format and --index the files in each run's folder are written again.

      Examples:
        padbench report reports/model-1.2
        padbench report reports/model-1.2 --criterion bpcer20 --format markdown
        padbench report reports/model-1.2@quality --format html -o quality.html
        padbench report reports --index
      """)

  @Argument(
    help: ArgumentHelp(
      "Folders of runs, or folders that hold such; RUN@DETECTOR for one detector with --format.",
      valueName: "run"),
    completion: .directory)
  var runs: [String]

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Print one run's report as text, markdown, html, csv or json, and write no folder.",
      valueName: "format"))
  var format: ReportFormat?

  @Flag(
    name: .long,
    help: ArgumentHelp(
      "Write index.html and index.md beside the runs: all of them, a leaderboard per dataset, and "
        + "how each detector's errors went."))
  var index = false

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "With --format, write there instead of to standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @OptionGroup(title: "Rates") var rates: ReportRates

  @Flag(name: .customLong("no-pictures"), help: "Leave out the pictures that gnuplot draws.")
  var omitsPictures = false

  @Flag(name: [.short, .long], help: "Say nothing.")
  var quiet = false

  func validate() throws {
    guard format == nil || !index else {
      throw ValidationError("--format prints one run, --index writes about many: choose one.")
    }
    guard format == nil || runs.count == 1 else {
      throw ValidationError(
        "--format prints one run, and \(runs.count) were named; --index writes about many.")
    }
    guard rates.isEmpty || format != nil || index else {
      throw ValidationError(
        "other rates are printed with --format: what a run's folder says is what it was judged by, "
          + "and 'padbench gate' relies on it.")
    }
    guard output == nil || format != nil else {
      throw ValidationError("--output goes with --format; a run's own files stay in its folder.")
    }
  }

  func run() async throws {
    try await ReportJob(command: self).run()
  }
}
