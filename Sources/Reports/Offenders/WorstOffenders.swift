import ErrorRates
import PADVocabulary

/// The errors of one detector that are furthest on the wrong side: what to look at first.
struct WorstOffenders {
  /// How many of each kind are shown.
  static let limit = 20

  /// A presentation that was decided wrong.
  struct Offender: Sendable, Hashable {
    var presentationID: String
    var species: PAISpecies?
    var score: Double
    /// How far the score is on the wrong side of the threshold.
    var excess: Double
  }

  /// Accepted attacks, the highest scores first.
  let acceptedAttacks: [Offender]
  /// Rejected bona fide presentations, the lowest scores first.
  let rejectedBonaFide: [Offender]
  /// How many there are of each, shown or not.
  let counts: (attacks: Int, bonaFide: Int)

  /// Looks through the scores of test; `nil` without scores or an operating point.
  init?(_ subsystem: SubsystemReport) {
    guard let rows = subsystem.scores(of: .test)?.rows,
      let threshold = subsystem.results.operatingPoint?.threshold
    else { return nil }
    var attacks: [Offender] = []
    var bonaFide: [Offender] = []
    for row in rows {
      guard let score = row.outcome.score else { continue }
      let isAccepted = score >= threshold
      guard isAccepted != (row.species == nil) else { continue }
      let offender = Offender(
        presentationID: row.presentationID, species: row.species, score: score,
        excess: isAccepted ? score - threshold : threshold - score)
      if isAccepted { attacks.append(offender) } else { bonaFide.append(offender) }
    }
    counts = (attacks.count, bonaFide.count)
    acceptedAttacks = Self.worst(attacks) { $0.score > $1.score }
    rejectedBonaFide = Self.worst(bonaFide) { $0.score < $1.score }
  }

  private static func worst(
    _ offenders: [Offender], by isWorse: (Offender, Offender) -> Bool
  ) -> [Offender] {
    let sorted = offenders.sorted { left, right in
      left.score == right.score
        ? left.presentationID.utf8.lexicographicallyPrecedes(right.presentationID.utf8)
        : isWorse(left, right)
    }
    return Array(sorted.prefix(limit))
  }
}

extension ReportContent {
  /// What a person should look at first.
  mutating func addOffenders(_ subsystem: SubsystemReport) {
    guard let offenders = WorstOffenders(subsystem) else { return }
    add(
      offenders.acceptedAttacks, of: offenders.counts.attacks, heading: "Species",
      caption: "Accepted attacks of \(subsystem.name) on test, the highest scores first")
    add(
      offenders.rejectedBonaFide, of: offenders.counts.bonaFide, heading: nil,
      caption: "Rejected bona fide presentations of \(subsystem.name) on test, the lowest first")
  }

  private mutating func add(
    _ offenders: [WorstOffenders.Offender], of count: Int, heading: Markdown?, caption: Markdown
  ) {
    guard !offenders.isEmpty else { return }
    var table = MarkdownTable(
      [.text("Presentation")] + (heading.map { [.text($0)] } ?? [])
        + [.figure("Score"), .figure("Beyond the threshold by")])
    for offender in offenders {
      table.rows.append(
        ["\(Self.shortened(offender.presentationID))"]
          + (heading == nil ? [] : ["\(offender.species?.name ?? "")"]) + [
            Markdown(data: Figures.brief(offender.score)),
            Markdown(data: Figures.brief(offender.excess)),
          ])
    }
    let shown: Markdown =
      offenders.count == count ? "all \(count)" : "\(offenders.count) of \(count)"
    document.table(table, caption: caption + " (" + shown + ")")
    document.drawing(
      Thumbnail.gallery(offenders.map(\.presentationID), context.thumbnails, banner: banner))
  }
}
