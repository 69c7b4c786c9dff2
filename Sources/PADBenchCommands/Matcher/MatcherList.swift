import ArgumentParser
import Evidence
import Subsystems

extension MatcherCommand {
  /// `padbench matcher list`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List matchers with version and digest: the built-in ones and the given cards.",
      discussion: """
        The digest covers everything about a matcher that can change a score: version, files, \
        alignment, preprocessing, frame policy, and what templates are compared by.
        """)

    @Argument(
      help: ArgumentHelp(
        "Cards and trained models of further matchers to look at.", valueName: "card"),
      completion: .file(extensions: ["yaml", "json"]))
    var cards: [String] = []

    func run() async throws {
      let registry = try Wiring.registry(nil)
      var listed = registry.builtInCards(.matcher)
      for path in cards {
        listed.append(
          path.hasSuffix(".json")
            ? try registry.trainedMatcher(path: path).card
            : try LoadedCard.load(path: path).card)
      }
      var table = ListTable([
        "name", "version", "kind", "aligned by", "compared by", "digest", "about",
      ])
      for card in listed {
        table.add([
          card.name, card.version, card.kind.rawValue,
          card.preprocessing.alignments.map(\.rawValue).joined(separator: " "),
          card.comparison?.rawValue ?? "", String(card.digest.hex.prefix(16)), card.about,
        ])
      }
      let names = registry.trainableMatcherCards.map(\.name).joined(separator: ", ")
      try Console.result(table.text + "\ncan be trained: \(names) (padbench matcher train)\n")
    }
  }
}
