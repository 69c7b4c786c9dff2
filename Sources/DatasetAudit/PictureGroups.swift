import Datasets
import PADVocabulary

/// Presentations that show the same picture, and what that means for labels, persons and
/// partitions.
struct PictureGroups {
  let dataset: Dataset
  let records: [PictureRecord]
  let clusters: [Int32]
  let scan: PictureScan

  /// Adds a finding for each set of equal files, then for each pair of near duplicates.
  ///
  /// - Throws: what looking at the pictures again throws.
  func addFindings(to findings: inout FindingList, jobs: Int) async throws {
    let groups = equalFiles()
    for group in groups { addEqualFiles(group, to: &findings) }
    // One of each set of equal files stands for all of them.
    var isRepeated = [Bool](repeating: false, count: records.count)
    for group in groups { for row in group.dropFirst() { isRepeated[row] = true } }
    let rows = records.indices.filter { records[$0].isReadable && !isRepeated[$0] }
    let found = await NearDuplicates(rows.map { records[$0].sketch }).pairs(jobs: jobs)
    let alike = found.pairs.map { (rows[Int($0.first)], rows[Int($0.second)]) }
    for (first, second) in try await confirmed(alike, jobs: max(1, jobs)) {
      add(first, second, to: &findings)
    }
    if found.isCut {
      findings.add(
        AuditFinding(
          .warning, .duplicate,
          "more than \(NearDuplicates.mostPairs) pairs of pictures are much alike; the rest was "
            + "not looked at",
          remedy: "thin out sequences, of which neighbouring frames are no independent pictures"))
    }
  }

  /// How many pairs are looked at more closely at once.
  private static let chunk = 500

  /// The pairs that a closer look at the pictures confirms, in the order given.
  private func confirmed(_ pairs: [(Int, Int)], jobs: Int) async throws -> [(Int, Int)] {
    let chunks = stride(from: 0, to: pairs.count, by: Self.chunk).map { start in
      pairs[start..<min(start + Self.chunk, pairs.count)]
    }
    var kept = [[(Int, Int)]](repeating: [], count: chunks.count)
    try await withThrowingTaskGroup(of: (Int, [(Int, Int)]).self) { group in
      var next = 0
      func start() {
        guard next < chunks.count else { return }
        let number = next
        next += 1
        group.addTask { @concurrent in (number, try await self.confirmed(chunks[number])) }
      }
      for _ in 0..<jobs { start() }
      while let (number, pairs) = try await group.next() {
        kept[number] = pairs
        start()
      }
    }
    return kept.flatMap(\.self)
  }

  private func confirmed(_ pairs: ArraySlice<(Int, Int)>) async throws -> [(Int, Int)] {
    var pictures: [Int: PictureComparison.Picture] = [:]
    var kept: [(Int, Int)] = []
    for (first, second) in pairs {
      for row in [first, second] where pictures[row] == nil {
        pictures[row] = try await scan.comparable(row)
      }
      guard let one = pictures[first], let other = pictures[second],
        PictureComparison.distance(one, other) <= PictureComparison.limit
      else { continue }
      kept.append((first, second))
    }
    return kept
  }

  /// Rows with the same digest and size, each set in manifest order, sets by their first row.
  private func equalFiles() -> [[Int]] {
    let order = records.indices.filter { records[$0].digest != 0 }.sorted { left, right in
      let (a, b) = (records[left], records[right])
      if a.digest != b.digest { return a.digest < b.digest }
      return a.fileSize != b.fileSize ? a.fileSize < b.fileSize : left < right
    }
    var groups: [[Int]] = []
    var start = 0
    for end in 1...max(order.count, 1) {
      let isSame =
        end < order.count && records[order[end]].digest == records[order[start]].digest
        && records[order[end]].fileSize == records[order[start]].fileSize
      if isSame { continue }
      if end - start > 1 { groups.append(Array(order[start..<end])) }
      start = end
    }
    return groups.sorted { $0[0] < $1[0] }
  }

  /// How many presentations of a set are named.
  private static let mostNamed = 20

  private func addEqualFiles(_ rows: [Int], to findings: inout FindingList) {
    let traits = Traits(rows, dataset: dataset, clusters: clusters)
    let ids = rows.prefix(Self.mostNamed).map { dataset.presentations.id(at: $0) }
    let what =
      records[rows[0]].kind == .frames
      ? "\(rows.count) sequences begin with the same bytes"
      : "\(rows.count) presentations have the same bytes"
    if traits.labels > 1 {
      findings.add(
        AuditFinding(
          .error, .contradictoryLabels, presentations: ids, what + " and different labels",
          remedy: "find out which label is right"))
    }
    if traits.partitions > 1 {
      findings.add(
        AuditFinding(
          .error, .pictureLeak, presentations: ids, what + ", in different partitions",
          remedy: "keep one of them"))
    }
    if traits.persons > 1 {
      findings.add(
        AuditFinding(
          .warning, .contradictoryPersons, presentations: ids, what + " and different persons",
          remedy: "find out who it is"))
    }
    if traits.labels == 1, traits.partitions <= 1 {
      findings.add(
        AuditFinding(
          .warning, .duplicate, presentations: ids, what,
          remedy: "keep one of them: they are no independent trials"))
    }
  }

  private func add(_ first: Int, _ second: Int, to findings: inout FindingList) {
    let traits = Traits([first, second], dataset: dataset, clusters: clusters)
    let ids = [dataset.presentations.id(at: first), dataset.presentations.id(at: second)]
    let isSequence = [first, second].contains { !records[$0].isStill }
    let what =
      isSequence ? "the first frames are nearly the same" : "the pictures are nearly the same"
    if traits.labels > 1 {
      findings.add(
        AuditFinding(
          .warning, .contradictoryLabels, presentations: ids, what + ", the labels are not",
          remedy: "look at both"))
    }
    if traits.partitions > 1 {
      findings.add(
        AuditFinding(
          .warning, .pictureLeak, presentations: ids, what + ", in different partitions",
          remedy: "look at both; keep one, or both in one partition"))
    }
    if traits.persons > 1 {
      findings.add(
        AuditFinding(
          .note, .contradictoryPersons, presentations: ids, what + ", the persons are not",
          remedy: "look at both"))
    }
    if traits.labels == 1, traits.partitions <= 1 {
      findings.add(AuditFinding(.note, .duplicate, presentations: ids, what))
    }
  }
}

/// How many different labels, partitions and persons some rows have.
private struct Traits {
  let labels: Int
  let partitions: Int
  let persons: Int

  init(_ rows: [Int], dataset: Dataset, clusters: [Int32]) {
    let list = dataset.presentations
    labels = Set(rows.map { list.presentationClass(at: $0) }).count
    partitions = Set(rows.compactMap { list.partition(at: $0) }).count
    persons = Set(rows.map { clusters[$0] }).count
  }
}
