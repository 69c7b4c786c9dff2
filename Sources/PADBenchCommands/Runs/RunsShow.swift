import ArgumentParser
import PADVocabulary
import Runs

extension RunsCommand {
  /// `padbench runs show RUN`
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show what one run was, how far it is, and what gave no score.")

    @Argument(help: "A run's folder.", completion: .directory)
    var run: String

    func run() async throws {
      let standing = RunStanding(folder: run)
      // A run that cannot be read is this command's error.
      let record = try RunRecord.read(folder: run)
      var lines = [
        "run         \(run.printable)",
        "state       \(standing.state.rawValue): "
          + "\(record.presentations.count) of \(standing.expected) presentations judged",
        "dataset     \(record.dataset.name.printable), version \(record.dataset.version.printable)"
          + (record.dataset.isSynthetic ? ", synthetic" : ""),
        "lock        \(record.dataset.rootDigest ?? "unlocked")",
      ]
      if !record.dataset.protocolName.isEmpty {
        lines.append("protocol    \(record.dataset.protocolName.printable)")
      }
      if record.retries > 0 {
        lines.append("retries     non-responses were asked again \(record.retries) times")
      }
      for detector in record.detectors {
        lines.append(
          "detector    \(detector.name.printable) \(detector.version.printable), "
            + "\(detector.kind), digest \(detector.digest.prefix(16))")
      }
      try Console.result(
        ([lines.joined(separator: "\n"), Self.classes(record)] + Self.nonResponses(record)
          + Self.advice(standing)).joined(separator: "\n\n"))
    }

    private static func classes(_ record: RunRecord) -> String {
      var judged: [String: Int] = [:]
      func key(_ partition: Partition, _ species: PAISpecies?) -> String {
        "\(partition.rawValue)\n\(species.map { "attack " + $0.name } ?? "")"
      }
      for presentation in record.presentations {
        judged[key(presentation.partition, presentation.species), default: 0] += 1
      }
      var table = ListTable(["partition", "class", "presentations", "judged"])
      for entry in record.dataset.classes {
        table.add([
          entry.partition.rawValue, entry.species?.name ?? "bona fide",
          String(entry.presentations),
          String(judged[key(entry.partition, entry.species)] ?? 0),
        ])
      }
      return table.text
    }

    private static func nonResponses(_ record: RunRecord) -> [String] {
      var counts: [String: [NonResponseReason: Int]] = [:]
      for (position, detector) in record.detectors.enumerated() {
        for outcome in record.outcomes[position] {
          if let reason = outcome.reason {
            counts[detector.name, default: [:]][reason, default: 0] += 1
          }
        }
      }
      if counts.isEmpty { return [] }
      var table = ListTable(["detector", "no score because", "presentations"])
      for detector in record.detectors {
        for (reason, count) in (counts[detector.name] ?? [:]).sorted(by: { $0.key < $1.key }) {
          table.add([detector.name, reason.rawValue, String(count)])
        }
      }
      return [table.text]
    }

    private static func advice(_ standing: RunStanding) -> [String] {
      switch standing.state {
      case .finished, .unreadable: []
      case .unrendered: ["make its reports with: padbench report \(standing.folder.printable)"]
      case .unfinished: ["give the command that began it again to go on"]
      }
    }
  }
}
