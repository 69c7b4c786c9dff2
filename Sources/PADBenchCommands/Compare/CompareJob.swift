import Comparison
import PADVocabulary
import Reports
import StructuredText

/// Runs and score files in, comparison out.
struct CompareJob {
  private let command: CompareCommand

  init(command: CompareCommand) {
    self.command = command
  }

  /// Reads, compares, prints.
  func run() async throws {
    let text =
      command.matrixOptions.matrix
      ? try await MatrixJob(command: command).text() : try await pairs()
    if let output = command.output {
      try AtomicFile.write(text, to: output)
    } else {
      try Console.result(text)
    }
  }

  private func pairs() async throws -> String {
    let reader = EvidenceReader(
      reading: try command.input.readingOptions(keepsPresentationIDs: true))
    var arguments: [SubsystemGroups.Argument] = []
    for (index, text) in command.subsystems.enumerated() {
      let legend = command.legends.indices.contains(index) ? command.legends[index] : nil
      arguments.append(
        .init(text: text, subsystems: try await reader.read(text, legend: legend)))
    }
    let groups = try SubsystemGroups(arguments)
    let options = ComparisonOptions(
      nonResponsePolicy: command.nonResponse.policy, confidenceLevel: command.confidence,
      matched: try command.matchedCriteria(), replicates: command.bootstrap.bootstrap,
      seed: command.bootstrap.seed)
    let results = try SubsystemComparison.compare(groups.groups, options: options)
    let report = ComparisonReport(
      groups: results, isSynthetic: groups.isSynthetic, diagnostics: groups.diagnostics,
      flipLimit: command.flips)
    return report.render(command.format, decimals: command.decimals)
  }
}
