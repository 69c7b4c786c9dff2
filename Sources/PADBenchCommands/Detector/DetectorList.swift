import ArgumentParser
import Evidence
import Subsystems

extension DetectorCommand {
  /// `padbench detector list`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List detectors with version and digest: the built-in ones and the given cards.",
      discussion: """
        The digest covers everything about a detector that can change a score: version, files, \
        preprocessing, frame policy. It stands in every report.
        """)

    @Argument(
      help: ArgumentHelp(
        "Cards and trained models of further detectors to look at.", valueName: "card"),
      completion: .file(extensions: ["yaml", "json"]))
    var cards: [String] = []

    func run() async throws {
      let registry = try Wiring.registry(nil)
      var listed = registry.builtInCards(.detector)
      for path in cards {
        listed.append(
          path.hasSuffix(".json")
            ? try registry.trainedDetector(path: path).card
            : try LoadedCard.load(path: path).card)
      }
      var table = ListTable(["name", "version", "kind", "needs", "digest", "about"])
      for card in listed {
        table.add([
          card.name, card.version, card.kind.rawValue, card.needs.names.joined(separator: " "),
          String(card.digest.hex.prefix(16)), card.about,
        ])
      }
      let names = registry.trainableCards.map(\.name).joined(separator: ", ")
      try Console.result(table.text + "\ncan be trained: \(names) (padbench detector train)\n")
    }
  }
}
