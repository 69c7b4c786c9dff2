import Statistics

/// Divides examples into folds so that no person is in two.
enum PersonFolds {
  /// The fold of each example, 0..<count. Persons are dealt out in an order that the seed decides.
  static func folds(of persons: [String], count: Int, seed: UInt64) -> [Int] {
    var order: [String] = []
    var seen: Set<String> = []
    for person in persons where seen.insert(person).inserted { order.append(person) }
    var generator = Xoshiro256(seed: seed)
    // Fisher and Yates: the standard library does not promise its order.
    for place in order.indices.dropFirst().reversed() {
      order.swapAt(place, Int(generator.index(below: UInt32(clamping: place + 1))))
    }
    var fold: [String: Int] = [:]
    for (place, person) in order.enumerated() { fold[person] = place % max(1, count) }
    return persons.map { fold[$0] ?? 0 }
  }
}
