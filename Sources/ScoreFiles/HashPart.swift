/// The hashes of a part's presentation ids, sorted into buckets by their highest bits.
struct HashPart: Sendable {
  /// So many that the table in which a bucket of a large file is searched stays in the cache.
  static let buckets = 1_024

  private var hashes: [UInt64]
  private var starts: [Int]

  init(_ source: [UInt64]) {
    starts = [Int](repeating: 0, count: Self.buckets + 1)
    for hash in source { starts[Self.bucket(of: hash) + 1] += 1 }
    for bucket in 0..<Self.buckets { starts[bucket + 1] += starts[bucket] }
    var places = starts
    hashes = [UInt64](repeating: 0, count: source.count)
    for hash in source {
      let bucket = Self.bucket(of: hash)
      hashes[places[bucket]] = hash
      places[bucket] += 1
    }
  }

  @inline(__always)
  private static func bucket(of hash: UInt64) -> Int { Int(hash >> 54) }

  /// The hashes of one bucket.
  func bucket(_ number: Int) -> ArraySlice<UInt64> {
    hashes[starts[number]..<starts[number + 1]]
  }

  func count(inBucket number: Int) -> Int {
    starts[number + 1] - starts[number]
  }
}

extension [HashPart] {
  /// The hashes of one bucket that are there more than once, sorted, and how many rows are too many.
  func repeated(inBucket bucket: Int) -> (hashes: [UInt64], extra: Int) {
    var total = 0
    for part in self { total += part.count(inBucket: bucket) }
    var size = 64
    while size < 2 * total { size *= 2 }
    var slots = [UInt64](repeating: 0, count: size)
    var found: [UInt64] = []
    var hasZero = false
    var extra = 0
    for part in self {
      for hash in part.bucket(bucket) {
        if hash == 0 {
          if hasZero {
            found.append(0)
            extra += 1
          }
          hasZero = true
          continue
        }
        // The lowest bits choose the slot; the highest ones are the same all over the bucket.
        var index = Int(truncatingIfNeeded: hash) & (size - 1)
        while slots[index] != 0, slots[index] != hash { index = (index + 1) & (size - 1) }
        if slots[index] == hash {
          found.append(hash)
          extra += 1
        } else {
          slots[index] = hash
        }
      }
    }
    return (Set(found).sorted(), extra)
  }
}
