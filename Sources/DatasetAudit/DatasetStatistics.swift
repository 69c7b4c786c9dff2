public import Datasets
import PADVocabulary
import StructuredText

/// What a dataset holds, counted from its manifest; no media are opened.
public struct DatasetStatistics: Sendable {
  /// A name and how many distinct values or presentations it stands for.
  public struct Count: Sendable, Hashable {
    /// What is counted, in the plural.
    public var name: String
    /// How many.
    public var count: Int
  }

  /// Presentations, persons, instruments, sessions, devices; what nobody recorded is left out.
  public let counts: [Count]
  /// Presentations by class, partition and attribute.
  public let balance: [AuditResult.BalanceRow]
  private let description: DatasetDescription
  private let isLocked: Bool

  /// Counts a dataset.
  public init(_ dataset: Dataset) {
    var persons: Set<String> = []
    var sets = [Set<String>](repeating: [], count: 5)
    var references = 0
    for presentation in dataset.presentations {
      for person in presentation.persons { persons.insert(person) }
      let values = [
        presentation.species?.name ?? "", presentation.paiSeries, presentation.paiID,
        presentation.session, presentation.captureDevice,
      ]
      for (index, value) in values.enumerated() where !value.isEmpty { sets[index].insert(value) }
      if presentation.role == .reference { references += 1 }
    }
    let names = ["PAI species", "PAI series", "instruments", "sessions", "capture devices"]
    counts =
      [
        Count(name: "presentations", count: dataset.presentations.count),
        Count(name: "of them for enrolment only", count: references),
        Count(name: "persons, as subject or target", count: persons.count),
      ].filter { $0.count > 0 }
      + zip(names, sets).filter { !$1.isEmpty }.map { Count(name: $0, count: $1.count) }
    balance = Balance(dataset).rows
    description = dataset.description
    isLocked = dataset.lock != nil
  }

  /// The statistics as a page of Markdown, which is also easy to read on a terminal.
  public var markdown: String {
    var page = "# \(CellText.markdown(description.name)), version "
    page += CellText.markdown(description.version) + "\n\n"
    let facts = [
      ("synthetic", description.isSynthetic ? "yes: no person is in it" : "no"),
      ("licence", description.licence), ("consent basis", description.consentBasis),
      ("purposes", description.purposes.joined(separator: ", ")),
      ("retention", description.retention), ("provenance", description.provenance),
      ("lock", isLocked ? "locked" : "unlocked"),
    ]
    for (name, value) in facts where !value.isEmpty {
      page += "- \(name): \(CellText.markdown(value))\n"
    }
    page +=
      "\n"
      + AuditText.table(
        ["what", "count"], figures: [1], counts.map { [$0.name, String($0.count)] })
    return page + "\n" + AuditText.balanceSection(balance)
  }
}
