extension RadixSort {
  /// Sorts a range of shared keys ascending, fastest where the range and as much scratch space fit
  /// in a processor's own cache.
  ///
  /// Only bits in which keys differ are looked at: the upper 22 of them (33 for long ranges), and
  /// the lower ones where keys share those.
  ///
  /// - Parameter scratch: at least as long as the range.
  package static func sort(
    _ keys: inout MutableSpan<UInt64>, _ range: Range<Int>, scratch: inout [UInt64]
  ) {
    var spare = scratch.mutableSpan
    sort(&keys, range, &spare)
  }

  private static func sort(
    _ keys: inout MutableSpan<UInt64>, _ range: Range<Int>, _ scratch: inout MutableSpan<UInt64>
  ) {
    precondition(range.lowerBound >= 0 && range.upperBound <= keys.count)
    precondition(range.count <= scratch.count)
    if range.count <= insertionLimit {
      insertionSort(&keys, range.lowerBound, range.upperBound)
      return
    }
    let first = keys[range.lowerBound]
    var differing: UInt64 = 0
    for place in range { differing |= unsafe keys[unchecked: place] ^ first }
    if differing == 0 { return }
    let bits = UInt64.bitWidth - differing.leadingZeroBitCount
    let digits = range.count > 1 << 17 ? 3 : range.count > 512 ? 2 : 1
    let digitBits = range.count > 512 ? 11 : 8
    let shift = max(0, bits - digits * digitBits)
    sort(&keys, range, &scratch, shift: shift, digits: digits, digitBits: digitBits)
    if shift == 0 { return }
    var start = range.lowerBound
    while start < range.upperBound {
      let upper = unsafe keys[unchecked: start] &>> UInt64(shift)
      var end = start &+ 1
      while end < range.upperBound, unsafe keys[unchecked: end] &>> UInt64(shift) == upper {
        end &+= 1
      }
      if end &- start > 1 { sort(&keys, start..<end, &scratch) }
      start = end
    }
  }

  private static func sort(
    _ keys: inout MutableSpan<UInt64>, _ range: Range<Int>, _ scratch: inout MutableSpan<UInt64>,
    shift: Int, digits: Int, digitBits: Int
  ) {
    let size = 1 << digitBits
    let mask = UInt64(size - 1)
    var counts = [UInt32](repeating: 0, count: digits * size)
    var table = counts.mutableSpan
    for place in range {
      var key = unsafe keys[unchecked: place] &>> UInt64(shift)
      for digit in 0..<digits {
        unsafe table[unchecked: digit &* size &+ Int(truncatingIfNeeded: key & mask)] &+= 1
        key = key &>> UInt64(digitBits)
      }
    }
    var inScratch = false
    for digit in 0..<digits {
      var sum = UInt32(truncatingIfNeeded: inScratch ? range.lowerBound : 0)
      for slot in (digit * size)..<((digit + 1) * size) {
        let count = table[slot]
        table[slot] = sum
        sum &+= count
      }
      let shift = UInt64(shift + digit * digitBits)
      if inScratch {
        scatter(scratch.span, 0..<range.count, to: &keys, &table, digit * size, shift, mask)
      } else {
        scatter(keys.span, range, to: &scratch, &table, digit * size, shift, mask)
      }
      inScratch.toggle()
    }
    guard inScratch else { return }
    for place in 0..<range.count {
      unsafe keys[unchecked: range.lowerBound &+ place] = unsafe scratch[unchecked: place]
    }
  }
}
