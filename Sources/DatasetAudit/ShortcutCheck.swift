import Statistics

/// How well what no detector should judge by predicts the label.
///
/// Every figure is cut into bins, or taken as categories, and each bin's log odds of "attack" are
/// learned from the presentations of other persons (five parts, shrunk towards no evidence); they
/// are the score of the presentations left out. All figures together add their log odds up (naive
/// Bayes). What such a score reaches, a detector can reach without looking at a face.
struct ShortcutCheck {
  /// A figure of a presentation: a number that is cut into bins, or a category.
  private enum Figure: Sendable {
    case number(String, @Sendable (PictureRecord) -> Double?)
    case category(String, @Sendable (PictureRecord) -> UInt64)
  }

  /// What one figure, or all together, reaches.
  struct Reach: Sendable, Hashable {
    /// What the figure is, in words.
    var name: String
    /// How well it predicts the label of other persons' presentations.
    var area: ClusteredAUC
  }

  private static let figures: [Figure] = [
    .number("file size") { $0.fileSize > 0 ? Double($0.fileSize) : nil },
    .category("format") { UInt64($0.kind.rawValue) },
    .category("dimensions") { UInt64($0.width) << 16 | UInt64($0.height) },
    .category("JPEG tables") { UInt64($0.tables) },
    .category("EXIF presence") { $0.hasExif ? 1 : 0 },
    .number("border colour: red") { Double($0.border.red) },
    .number("border colour: green") { Double($0.border.green) },
    .number("border colour: blue") { Double($0.border.blue) },
  ]
  /// What all figures at once are called.
  static let together = "all of these together"
  private static let folds = 5
  /// What evidence a bin needs before it counts: so many presentations of no evidence are added.
  private static let prior = 4.0

  private let records: [PictureRecord]
  private let isAttack: [Bool]
  private let clusters: [Int32]

  /// Takes readable presentations; equal `clusters` mark those of one person.
  init(records: [PictureRecord], isAttack: [Bool], clusters: [Int32]) {
    self.records = records
    self.isAttack = isAttack
    self.clusters = clusters
  }

  /// Every figure alone, the border's three channels as one, then all together; empty without both
  /// classes.
  func reaches() -> [Reach] {
    var found: [Reach] = []
    var all = [Double](repeating: 0, count: records.count)
    var border = all
    for figure in Self.figures {
      let (name, scores) = scores(of: figure)
      for index in scores.indices { all[index] += scores[index] }
      if name.hasPrefix("border colour") {
        for index in scores.indices { border[index] += scores[index] }
      } else {
        add(name, scores, to: &found)
      }
    }
    add("border colour", border, to: &found)
    add(Self.together, all, to: &found)
    return found
  }

  private func add(_ name: String, _ scores: [Double], to found: inout [Reach]) {
    guard let area = ClusteredAUC(scores: scores, isAttack: isAttack, clusters: clusters) else {
      return
    }
    found.append(Reach(name: name, area: area))
  }

  private func scores(of figure: Figure) -> (String, [Double]) {
    switch figure {
    case .category(let name, let value): (name, scores(ofBins: categories(records.map(value))))
    case .number(let name, let value): (name, scores(ofBins: bins(records.map(value))))
    }
  }

  /// Categories as numbers from 0, in the order of their values.
  private func categories(_ values: [UInt64]) -> [Int] {
    let known = Set(values).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: known.enumerated().map { ($1, $0) })
    return values.map { numbers[$0] ?? 0 }
  }

  /// Bins with about equally many values; equal values share one, missing ones have their own.
  private func bins(_ values: [Double?]) -> [Int] {
    let sorted = values.compactMap(\.self).sorted()
    let count = min(16, max(2, sorted.count / 40))
    var edges: [Double] = []
    for bin in 1..<count {
      guard let edge = Quantile.type7(ofSorted: sorted, at: Double(bin) / Double(count)) else {
        break
      }
      if edges.last != edge { edges.append(edge) }
    }
    return values.map { value in
      value.map { value in edges.count { $0 < value } } ?? count
    }
  }

  /// For each presentation the log odds of its bin among the presentations of other parts, less
  /// the log odds of those parts as a whole.
  private func scores(ofBins bins: [Int]) -> [Double] {
    let binCount = (bins.max() ?? 0) + 1
    var counts = [[(attacks: Double, others: Double)]](
      repeating: .init(repeating: (0, 0), count: binCount), count: Self.folds)
    for index in bins.indices {
      let fold = Int(clusters[index]) % Self.folds
      if isAttack[index] {
        counts[fold][bins[index]].attacks += 1
      } else {
        counts[fold][bins[index]].others += 1
      }
    }
    let odds = (0..<Self.folds).map { left -> [Double] in
      var kept = [(attacks: Double, others: Double)](repeating: (0, 0), count: binCount)
      for fold in 0..<Self.folds where fold != left {
        for bin in 0..<binCount {
          kept[bin].attacks += counts[fold][bin].attacks
          kept[bin].others += counts[fold][bin].others
        }
      }
      let attacks = kept.reduce(1) { $0 + $1.attacks }
      let others = kept.reduce(1) { $0 + $1.others }
      let share = attacks / (attacks + others)
      let base = Elementary.log(attacks / others)
      return kept.map { bin in
        Elementary.log(
          (bin.attacks + Self.prior * share) / (bin.others + Self.prior * (1 - share))) - base
      }
    }
    return bins.indices.map { odds[Int(clusters[$0]) % Self.folds][bins[$0]] }
  }
}
