import Datasets
import PADVocabulary
import ScoreFiles
import Statistics

/// What a set of presentations can show, and what it cannot.
struct SupportPlan {
  /// Presentations of one species, or all bona fide ones.
  struct Group: Equatable {
    var name: String
    var trials: Int
    var clusters: Int
  }

  /// The bona fide presentations, then species by name.
  private(set) var groups: [Group] = []

  /// Counts what a score file holds.
  init(_ table: ScoreTable) {
    var seen: [PAISpecies?: (trials: Int, own: Int, clusters: Set<Int32>)] = [:]
    for row in 0..<table.count {
      let cluster = table.clusterNumbers[row]
      var group = seen.removeValue(forKey: table.species(at: row)) ?? (0, 0, [])
      group.trials += 1
      if cluster < 0 { group.own += 1 } else { group.clusters.insert(cluster) }
      seen[table.species(at: row)] = group
    }
    add(seen.mapValues { ($0.trials, $0.own + $0.clusters.count) })
  }

  /// Counts the probes of a partition of a dataset; of `nil`, of all partitions.
  init(_ presentations: PresentationList, partition: Partition?) {
    var seen: [PAISpecies?: (trials: Int, keys: Set<String>)] = [:]
    for row in presentations.indices
    where presentations.role(at: row) == .probe
      && (partition == nil || presentations.partition(at: row) == partition)
    {
      let presentation = presentations[row]
      var group = seen.removeValue(forKey: presentation.species) ?? (0, [])
      group.trials += 1
      group.keys.insert(presentation.clusterKey)
      seen[presentation.species] = group
    }
    add(seen.mapValues { ($0.trials, $0.keys.count) })
  }

  private mutating func add(_ counts: [PAISpecies?: (trials: Int, clusters: Int)]) {
    let bonaFide = counts[nil] ?? (0, 0)
    groups = [Group(name: "bona fide", trials: bonaFide.trials, clusters: bonaFide.clusters)]
    for species in counts.keys.compactMap(\.self).sorted() {
      guard let count = counts[species] else { continue }
      groups.append(Group(name: species.name, trials: count.trials, clusters: count.clusters))
    }
  }

  /// The table; with a limit also whether it can be shown, and with how many errors.
  func table(of name: String, level: Double, limit: Double?) -> PlanTable {
    var table = PlanTable(
      title: "What \(name.printable) can show, one-sided confidence \(PlanText.percent(level))",
      heading: [
        "class", "presentations", "clusters", "least limit without an error, if independent",
        "if clusters are the trials",
      ])
    if let limit {
      table.heading += [
        "errors allowed at \(PlanText.percent(limit))", "if clusters are the trials",
      ]
    }
    for group in groups {
      var cells: [PlanCell] = [
        .word(group.name), .count(group.trials), .count(group.clusters),
        Self.least(group.trials, level), Self.least(group.clusters, level),
      ]
      if let limit {
        cells += [
          Self.allowed(group.trials, limit, level), Self.allowed(group.clusters, limit, level),
        ]
      }
      table.rows.append(cells)
    }
    table.notes = notes
    return table
  }

  private var notes: [String] {
    var notes = [bonaFideRates]
    let dependent = groups.filter { $0.clusters < $0.trials }
    if !dependent.isEmpty {
      notes.append(
        "Warning: in \(dependent.map(\.name.printable).joined(separator: ", ")) presentations share "
          + "a subject, series or video and are no independent trials. How many they are worth lies "
          + "between the clusters and the presentations; a gate takes clusters into account.")
    }
    let few = groups.filter {
      $0.clusters < ClusteredProportion.fewClusters && $0.clusters < $0.trials
    }
    if !few.isEmpty {
      notes.append(
        "Warning: fewer than \(ClusteredProportion.fewClusters) clusters in "
          + "\(few.map(\.name.printable).joined(separator: ", ")): no interval is to be trusted "
          + "there.")
    }
    for group in groups where group.trials == 0 {
      notes.append("Warning: there is no \(group.name) presentation; its rate is undefined.")
    }
    if groups.count == 1 {
      notes.append("Warning: there is no attack presentation; APCER is undefined.")
    }
    return notes
  }

  /// BPCERk is the BPCER where APCER is at most 1/k: with fewer than 3k attacks of a species not
  /// even zero errors show such an APCER at 95 % (the rule of three).
  private var bonaFideRates: String {
    let least = groups.dropFirst().map(\.trials).min() ?? 0
    let (yes, no) = [10, 20, 100, 1000].reduce(into: ([String](), [String]())) { lists, k in
      if least >= 3 * k { lists.0.append("BPCER\(k)") } else { lists.1.append("BPCER\(k)") }
    }
    return [
      yes.isEmpty ? "" : "Supported: \(yes.joined(separator: ", ")).",
      no.isEmpty
        ? ""
        : "Not supported: \(no.joined(separator: ", ")); BPCERk needs 3k presentations of every "
          + "species, the smallest has \(least.grouped).",
    ].filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func least(_ trials: Int, _ level: Double) -> PlanCell {
    .rate(
      ProportionInterval.clopperPearson(count: 0, trials: trials, level: level, sides: .upper)?
        .upper)
  }

  /// The most errors among the trials that still show the limit.
  private static func allowed(_ trials: Int, _ limit: Double, _ level: Double) -> PlanCell {
    func shows(_ errors: Int) -> Bool {
      Binomial.cdf(errors, trials: trials, p: limit) <= 1 - level
    }
    guard trials > 0, shows(0) else { return .word("cannot be shown") }
    var low = 0
    var high = trials
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if shows(middle) { low = middle } else { high = middle }
    }
    return .count(low)
  }
}
