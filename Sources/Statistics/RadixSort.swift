/// Sorting of keys by their digits: a fixed number of passes instead of comparisons.
///
/// Keys are first sorted by their upper 33 bits, least significant digit first. Keys that share
/// those stand together then: few mostly, and sorted by insertion; many where scores crowd, and
/// sorted by their lower digits in the same way.
public enum RadixSort {
  private static let digitBits = 11
  private static let upperDigits = 3..<6
  private static let lowerDigits = 0..<3
  private static let smallEnough = 4096
  static let insertionLimit = 24

  /// Sorts each of the given ranges of `keys` ascending; ranges must lie inside and not overlap.
  ///
  /// Scratch space is as large as the largest range.
  public static func sort(_ keys: inout [UInt64], ranges: [Range<Int>]) {
    let largest = ranges.reduce(0) { max($0, $1.count) }
    guard largest > 1 else { return }
    // Places are 32-bit numbers; tables of that size do not fit in memory anyway.
    precondition(keys.count <= Int(UInt32.max))
    var scratch = [UInt64](repeating: 0, count: largest > smallEnough ? largest : 0)
    for range in ranges where range.count > 1 {
      if range.count <= smallEnough {
        keys[range].sort()
        continue
      }
      for crowd in sortByUpperDigits(&keys, range, &scratch) {
        if crowd.count <= smallEnough {
          keys[crowd].sort()
        } else {
          var all = keys.mutableSpan
          var spare = scratch.mutableSpan
          sort(&all, crowd, &spare, digits: lowerDigits)
        }
      }
    }
  }

  /// Sorts all keys ascending.
  public static func sort(_ keys: inout [UInt64]) {
    sort(&keys, ranges: [0..<keys.count])
  }

  /// Sorts a range but for the runs of keys with the same upper digits that are too long for
  /// insertion, which it returns.
  private static func sortByUpperDigits(
    _ keys: inout [UInt64], _ range: Range<Int>, _ scratch: inout [UInt64]
  ) -> [Range<Int>] {
    var all = keys.mutableSpan
    var spare = scratch.mutableSpan
    sort(&all, range, &spare, digits: upperDigits)
    let shift = UInt64(upperDigits.lowerBound * digitBits)
    var crowds: [Range<Int>] = []
    var start = range.lowerBound
    while start < range.upperBound {
      let upper = unsafe all[unchecked: start] >> shift
      var end = start &+ 1
      while end < range.upperBound, unsafe all[unchecked: end] >> shift == upper { end &+= 1 }
      if end &- start > insertionLimit {
        crowds.append(start..<end)
      } else if end &- start > 1 {
        insertionSort(&all, start, end)
      }
      start = end
    }
    return crowds
  }

  static func insertionSort(_ keys: inout MutableSpan<UInt64>, _ start: Int, _ end: Int) {
    var next = start &+ 1
    while next < end {
      let key = unsafe keys[unchecked: next]
      var place = next
      while place > start, unsafe keys[unchecked: place &- 1] > key {
        unsafe keys[unchecked: place] = unsafe keys[unchecked: place &- 1]
        place &-= 1
      }
      unsafe keys[unchecked: place] = key
      next &+= 1
    }
  }

  /// Sorts a range by some of the digits, keeping the order of keys that are equal in these.
  private static func sort(
    _ keys: inout MutableSpan<UInt64>, _ range: Range<Int>, _ scratch: inout MutableSpan<UInt64>,
    digits: Range<Int>
  ) {
    precondition(range.lowerBound >= 0 && range.upperBound <= keys.count)
    precondition(range.count <= scratch.count)
    let size = 1 << digitBits
    let mask = UInt64(size - 1)
    let firstShift = UInt64(digits.lowerBound * digitBits)
    var counts = [UInt32](repeating: 0, count: digits.count * size)
    var table = counts.mutableSpan
    for i in range {
      var key = unsafe keys[unchecked: i] &>> firstShift
      for digit in 0..<digits.count {
        unsafe table[unchecked: digit &* size &+ Int(truncatingIfNeeded: key & mask)] &+= 1
        key = key &>> UInt64(digitBits)
      }
    }
    let anyKey = keys[range.lowerBound]
    var inScratch = false
    for digit in digits {
      let start = (digit - digits.lowerBound) * size
      let shift = UInt64(digit * digitBits)
      // A digit that all keys share moves nothing.
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
  static func scatter(
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
