import ArgumentParser
import DatasetAudit
import Datasets
import Evidence
import Media
import PADVocabulary
import StructuredText

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension DatasetCommand {
  /// `padbench dataset audit DATASET`
  struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "audit",
      abstract: "Look for leaks, duplicates, doubtful labels and shortcuts in a dataset.",
      discussion: """
        Finds persons (as subject and as target) and pictures in several partitions, the same \
        picture under two labels, pictures that are the same but for encoding, size or a twentieth \
        cut off, labels that their neighbours contradict, media that cannot be read, file endings \
        that lie, and how well file size, format, dimensions, JPEG tables, EXIF presence and border \
        colour alone predict the label. Each picture is decoded once, small where that is possible.

        Of a folder of frames or a video the first frame counts. Findings are errors (the set \
        contradicts itself, or cannot be read), warnings and notes. The exit code is 0 whatever was \
        found, with --strict 65 when there is an error among it.

        Examples:
          padbench dataset audit datasets/sample
          padbench dataset audit my-set --protocol grandtest -o reports/my-set-audit --strict
        """)

    @OptionGroup var source: DatasetOptions

    @Option(
      name: [.short, .long],
      help: ArgumentHelp(
        "Write audit.md and audit.csv into this folder; made if it is not there.",
        valueName: "folder"),
      completion: .directory)
    var output: String?

    @Flag(name: .long, help: "End with code 65 when a finding is an error.")
    var strict = false

    @OptionGroup var jobs: JobsOptions

    @Flag(
      name: .long, help: "Write subject and target ids as they are instead of pseudonyms.")
    var revealIds = false

    @Flag(name: [.short, .long], help: "Show no progress.")
    var quiet = false

    func run() async throws {
      let dataset = try Dataset.load(
        folder: try await SpecificationFolder.dataset(
          folder: source.dataset, jobs: jobs.count, isQuiet: quiet),
        protocol: source.protocolName, roots: source.roots.bindings)
      for warning in dataset.warnings { Console.note(warning.description) }
      let pseudonyms =
        revealIds ? nil : try Pseudonymizer(environment: ProcessInfo.processInfo.environment)
      var settings = MediaSettings()
      if dataset.namesVideos { settings.ffmpeg = try await FFmpeg.find() }
      let auditor = DatasetAuditor(dataset, settings: settings) { name in
        pseudonyms?.pseudonym(for: name, kind: .subject) ?? name
      }
      let meter =
        quiet
        ? nil
        : ProgressMeter(
          title: "auditing", unit: "presentations", total: dataset.presentations.count)
      let result = try await auditor.run(
        jobs: jobs.count
      ) { meter?.advance(by: $0) }
      meter?.finish()
      if let output { try write(result, to: output) }
      try Console.result(summary(result))
      if strict, result.errorCount > 0 { throw ExitCodes.badData }
    }

    private func write(_ result: AuditResult, to folder: String) throws(FileFault) {
      do {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true)
      } catch {
        throw FileFault(
          path: folder, operation: "create the folder", message: "the system refused")
      }
      try AtomicFile.write(result.markdown, to: folder + "/audit.md")
      try AtomicFile.write(result.csv, to: folder + "/audit.csv")
    }

    /// How many findings of a kind the terminal shows.
    private static let mostShown = 10

    private func summary(_ result: AuditResult) -> String {
      var lines: [String] = []
      for (kind, count) in result.counts {
        let found = result.findings.filter { $0.kind == kind }
        for finding in found.prefix(Self.mostShown) {
          let names = finding.presentations.prefix(4).joined(separator: ", ")
          let more = finding.presentations.count > 4 ? " …" : ""
          let place = names.isEmpty ? "" : names + more + ": "
          lines.append("\(finding.severity.rawValue): \(place)\(finding.message)".printable)
        }
        if count > Self.mostShown {
          let rest = count - Self.mostShown
          lines.append("  … and \(rest) more of the kind '\(kind.rawValue)'")
        }
      }
      let warnings = result.findings.count { $0.severity == .warning }
      let synthetic = result.isSynthetic ? " (synthetic)" : ""
      lines.append(
        "\(result.dataset.printable)\(synthetic): \(result.readableCount) of "
          + "\(result.presentationCount) presentations readable, \(result.errorCount) errors, "
          + "\(warnings) warnings")
      return lines.joined(separator: "\n")
    }
  }
}
