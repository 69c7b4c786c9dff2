import Subsystems

/// Evidence part by part as rows to learn from, and which parts gave it.
struct FusionRows {
  private var rows = LabelledRows()
  private var answering: [[Bool]] = []

  /// A set of answering parts gets a weighing of its own from so many bona fide presentations and
  /// so many attacks on, in train and in dev.
  static let leastRows = 8

  /// Takes each part's evidence of every example; examples that no part judges are left out.
  init(_ evidence: [[Double?]], of examples: [TrainingExample]) {
    for (place, example) in examples.enumerated() {
      let parts = evidence.map { $0[place] }
      guard parts.contains(where: { $0 != nil }) else { continue }
      rows.append(FusionModel.weighed(parts), example.species, example.person)
      answering.append(parts.map { $0 != nil })
    }
  }

  /// The rows that these parts answered, and no others.
  private func rows(answeredBy parts: [Bool]) -> LabelledRows {
    rows[answering.indices.filter { answering[$0] == parts }]
  }

  private static func isEnough(_ rows: LabelledRows) -> Bool {
    let bonaFide = rows.isBonaFide.count { $0 }
    return bonaFide >= leastRows && rows.rows.count - bonaFide >= leastRows
  }

  /// Learns the weighing of all rows, and of every set of parts that answers often enough.
  static func weighings(
    train: FusionRows, dev: FusionRows, report: (LinearTraining.Result, [Bool]?) -> Void
  ) throws -> [FusionWeighing] {
    let all = try LinearTraining.learn(train: train.rows, dev: dev.rows)
    report(all, nil)
    var weighings = [FusionWeighing(all.model, answering: nil)]
    var seen: Set<[Bool]> = []
    for parts in train.answering where seen.insert(parts).inserted {
      let (learning, checking) = (train.rows(answeredBy: parts), dev.rows(answeredBy: parts))
      guard isEnough(learning), isEnough(checking) else { continue }
      let found = try LinearTraining.learn(train: learning, dev: checking)
      report(found, parts)
      weighings.append(FusionWeighing(found.model, answering: parts))
    }
    return weighings
  }
}
