/// Work in parts that do not need each other.
enum ShareOut {
  /// The results of parts 0..<count in order, some computed at the same time; a part begins when
  /// one before it has ended, so that parts may differ in length.
  static func map<Result: Sendable>(
    _ count: Int, atOnce: Int, _ part: @escaping @Sendable (Int) -> Result
  ) async -> [Result] {
    if count < 2 || atOnce < 2 { return (0..<count).map(part) }
    return await withTaskGroup(of: (Int, Result).self) { group in
      var results = [Result?](repeating: nil, count: count)
      for index in 0..<count {
        if index >= atOnce, let (done, result) = await group.next() { results[done] = result }
        group.addTask { (index, part(index)) }
      }
      for await (done, result) in group { results[done] = result }
      return results.compactMap(\.self)
    }
  }

  /// Parts of about the same length, in order, without empty ones.
  static func parts(of range: Range<Int>, count: Int) -> [Range<Int>] {
    let count = Swift.max(1, Swift.min(count, range.count))
    return (0..<count).map { part in
      (range.lowerBound + range.count * part / count)..<(range.lowerBound + range.count * (part + 1)
        / count)
    }
  }
}
