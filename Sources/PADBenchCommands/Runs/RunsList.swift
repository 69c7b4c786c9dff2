import ArgumentParser
import PADVocabulary
import Runs
import StructuredText

/// How a list is printed.
enum ListFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
}

extension RunsCommand {
  /// `padbench runs list [FOLDER…]`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the runs in a folder, finished or not.")

    @Argument(
      help: ArgumentHelp("Folders of runs. (default: reports)", valueName: "folder"),
      completion: .directory)
    var folders: [String] = []

    @Option(name: .long, help: ArgumentHelp("text or json.", valueName: "format"))
    var format: ListFormat = .text

    func run() async throws {
      let found = try RunStanding.folders(in: folders.isEmpty ? ["reports"] : folders)
      let runs = found.map { RunStanding(folder: $0) }
      switch format {
      case .text:
        if runs.isEmpty {
          Console.note("no runs here; 'padbench evaluate' writes one")
          return
        }
        try Console.result(Self.table(runs))
      case .json:
        let list = JSONValue.array(runs.map(Self.json))
        try Console.result(String(decoding: try list.bytes(.indented), as: UTF8.self))
      }
    }

    private static func table(_ runs: [RunStanding]) -> String {
      var table = ListTable(["run", "state", "judged", "without score", "dataset", "detectors"])
      for run in runs {
        guard let record = run.record else {
          table.add([run.folder, run.state.rawValue, "", "", run.fault, ""])
          continue
        }
        table.add([
          run.folder, run.state.rawValue, "\(record.presentations.count)/\(run.expected)",
          record.detectors.indices.map { String(record.nonResponses(ofDetector: $0)) }
            .joined(separator: " "),
          record.dataset.name + (record.dataset.isSynthetic ? " (synthetic)" : ""),
          record.detectors.map { "\($0.name) \($0.version)" }.joined(separator: ", "),
        ])
      }
      return table.text
    }

    private static func json(_ run: RunStanding) -> JSONValue {
      guard let record = run.record else {
        return [
          "run": .string(run.folder), "state": .string(run.state.rawValue),
          "fault": .string(run.fault),
        ]
      }
      return .object([
        .init("run", .string(run.folder)),
        .init("state", .string(run.state.rawValue)),
        .init("judged", .integer(record.presentations.count)),
        .init("presentations", .integer(run.expected)),
        .init("dataset", .string(record.dataset.name)),
        .init("dataset_version", .string(record.dataset.version)),
        .init("synthetic", .bool(record.dataset.isSynthetic)),
        .init("protocol", .string(record.dataset.protocolName)),
        .init(
          "detectors",
          .array(
            record.detectors.indices.map { position in
              let detector = record.detectors[position]
              return .object([
                .init("name", .string(detector.name)),
                .init("version", .string(detector.version)),
                .init("digest", .string(detector.digest)),
                .init("without_score", .integer(record.nonResponses(ofDetector: position))),
              ])
            })),
      ])
    }
  }
}
