/// Sorting of keys by their digits, least significant first: a fixed number of passes, no
/// comparisons.
public enum RadixSort {
  private static let digitBits = 11
  private static let digits = 6

  /// Sorts each of the given ranges of `keys` ascending; ranges must lie inside and not overlap.
  ///
  /// Scratch space is as large as the largest range.
  public static func sort(_ keys: inout [UInt64], ranges: [Range<Int>]) {
    let largest = ranges.reduce(0) { max($0, $1.count) }
    guard largest > 1 else { return }
    // Places are 32-bit numbers; tables of that size do not fit in memory anyway.
    precondition(keys.count <= Int(UInt32.max))
    if largest <= smallEnough {
      for range in ranges { keys[range].sort() }
      return
    }
    var scratch = [UInt64](repeating: 0, count: largest)
    for range in ranges where range.count > 1 {
      if range.count <= smallEnough {
        keys[range].sort()
      } else {
        var all = keys.mutableSpan
        var spare = scratch.mutableSpan
        sort(&all, range, &spare)
      }
    }
  }

  /// Sorts all keys ascending.
  public static func sort(_ keys: inout [UInt64]) {
    sort(&keys, ranges: [0..<keys.count])
  }

  private static let smallEnough = 4096

  private static func sort(
    _ keys: inout MutableSpan<UInt64>, _ range: Range<Int>, _ scratch: inout MutableSpan<UInt64>
  ) {
    precondition(range.lowerBound >= 0 && range.upperBound <= keys.count)
    precondition(range.count <= scratch.count)
    let size = 1 << digitBits
    let mask = UInt64(size - 1)
    var counts = [UInt32](repeating: 0, count: digits * size)
    var table = counts.mutableSpan
    for i in range {
      var key = unsafe keys[unchecked: i]
      for digit in 0..<digits {
        unsafe table[unchecked: digit &* size &+ Int(truncatingIfNeeded: key & mask)] &+= 1
        key >>= UInt64(digitBits)
      }
    }
    let anyKey = keys[range.lowerBound]
    var inScratch = false
    for digit in 0..<digits {
      let start = digit * size
      let shift = UInt64(digit * digitBits)
      // A digit that all keys share moves nothing: scores that were once Float skip half of them.
      if Int(table[start + Int((anyKey >> shift) & mask)]) == range.count { continue }
      var sum = UInt32(inScratch ? range.lowerBound : 0)
      for slot in start..<(start + size) {
        let count = table[slot]
        table[slot] = sum
        sum &+= count
      }
      if inScratch {
        scatter(scratch.span, 0..<range.count, to: &keys, &table, start, shift, mask)
      } else {
        scatter(keys.span, range, to: &scratch, &table, start, shift, mask)
      }
      inScratch.toggle()
    }
    guard inScratch else { return }
    for i in 0..<range.count {
      unsafe keys[unchecked: range.lowerBound &+ i] = unsafe scratch[unchecked: i]
    }
  }

  /// Writes every key to the next free place of its digit; the counts make every place fall inside.
  private static func scatter(
    _ source: Span<UInt64>, _ range: Range<Int>, to target: inout MutableSpan<UInt64>,
    _ table: inout MutableSpan<UInt32>, _ start: Int, _ shift: UInt64, _ mask: UInt64
  ) {
    for i in range {
      let key = unsafe source[unchecked: i]
      let slot = start &+ Int(truncatingIfNeeded: (key &>> shift) & mask)
      let place = unsafe table[unchecked: slot]
      unsafe target[unchecked: Int(truncatingIfNeeded: place)] = key
      unsafe table[unchecked: slot] = place &+ 1
    }
  }
}
