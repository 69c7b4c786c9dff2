import Datasets
import PADVocabulary

/// The persons of a dataset as numbers.
struct Persons {
  /// The person whose face a presentation shows, one number each; presentations of nobody known
  /// have a number of their own.
  let clusters: [Int32]
  /// Persons in several partitions, in the order in which they appear.
  let leaks: [(name: String, partitions: [Partition], presentations: [Int])]

  /// How many presentations of a leaking person are named.
  private static let mostNamed = 8

  init(_ list: PresentationList) {
    var numbers: [String: Int32] = [:]
    var names: [String] = []
    var partitions: [UInt8] = []
    var clusters: [Int32] = []
    clusters.reserveCapacity(list.count)
    var next: Int32 = 0
    var shown: [Int32] = []
    for row in list.indices {
      let presentation = list[row]
      for person in presentation.persons {
        if numbers[person] == nil {
          numbers[person] = Int32(clamping: names.count)
          names.append(person)
          partitions.append(0)
          shown.append(-1)
        }
        if let number = numbers[person], let partition = presentation.partition {
          partitions[Int(number)] |= Self.bit(partition)
        }
      }
      let face = presentation.targetID.isEmpty ? presentation.subjectID : presentation.targetID
      if let number = numbers[face], !face.isEmpty {
        if shown[Int(number)] < 0 {
          shown[Int(number)] = next
          next += 1
        }
        clusters.append(shown[Int(number)])
      } else {
        clusters.append(next)
        next += 1
      }
    }
    self.clusters = clusters
    leaks = Self.leaks(list, numbers, names, partitions)
  }

  private static func leaks(
    _ list: PresentationList, _ numbers: [String: Int32], _ names: [String], _ partitions: [UInt8]
  ) -> [(name: String, partitions: [Partition], presentations: [Int])] {
    let leaking = names.indices.filter { partitions[$0].nonzeroBitCount > 1 }
    guard !leaking.isEmpty else { return [] }
    var place = [Int](repeating: -1, count: names.count)
    for (index, person) in leaking.enumerated() { place[person] = index }
    var rows = [[Int]](repeating: [], count: leaking.count)
    // The first of each partition is named before second ones.
    var seen = [UInt8](repeating: 0, count: leaking.count)
    for row in list.indices {
      let presentation = list[row]
      guard let partition = presentation.partition else { continue }
      for person in presentation.persons {
        guard let number = numbers[person], place[Int(number)] >= 0 else { continue }
        let leak = place[Int(number)]
        let isFirst = seen[leak] & bit(partition) == 0
        seen[leak] |= bit(partition)
        if isFirst || rows[leak].count < mostNamed { rows[leak].append(row) }
      }
    }
    return leaking.enumerated().map { index, person in
      let found = Partition.allCases.filter { partitions[person] & bit($0) != 0 }
      return (names[person], found, rows[index])
    }
  }

  private static func bit(_ partition: Partition) -> UInt8 {
    switch partition {
    case .train: 1
    case .dev: 2
    case .test: 4
    }
  }
}
