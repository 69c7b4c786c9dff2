/// How much of one old pixel goes into new pixels along one axis, in exact whole numbers.
///
/// With `old` pixels becoming `new`, cut the axis into `old * new` steps: an old pixel is `new`
/// steps long and a new one `old` steps. Both are divided by their greatest common divisor.
private struct Coverage {
  /// The old pixels of one new pixel, and their weights.
  struct Run {
    let first: Int
    let last: Int
    let firstWeight: UInt64
    /// Unused when `last` is `first`.
    let lastWeight: UInt64
  }

  /// Steps of a new pixel: what its weights add up to.
  let total: Int
  /// Weight of the old pixels between the first and the last of a run.
  let inner: UInt64
  /// Old pixels in all.
  let count: Int
  /// One run for each new pixel, all within `0..<count`.
  let runs: [Run]

  init(old: Int, new: Int) {
    let divisor = Self.greatestCommonDivisor(old, new)
    let long = old / divisor
    let short = new / divisor
    total = long
    inner = UInt64(short)
    count = old
    runs = (0..<new).map { index in
      let start = index * long
      let stop = start + long
      let first = start / short
      let last = (stop - 1) / short
      return Run(
        first: first, last: last,
        firstWeight: UInt64(min(stop, (first + 1) * short) - start),
        lastWeight: UInt64(stop - max(start, last * short)))
    }
  }

  private static func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
    right == 0 ? left : greatestCommonDivisor(right, left % right)
  }

  /// The weight of an old pixel in a new one.
  func weight(of old: Int, in run: Run) -> UInt32 {
    let weight =
      if old == run.first { run.firstWeight } else if old == run.last { run.lastWeight } else {
        inner
      }
    return UInt32(truncatingIfNeeded: weight)
  }
}

/// Division by a number that stays the same, rounded half up.
private struct RoundedDivision {
  private let divisor: UInt64
  private let reciprocal: UInt64

  init(by divisor: Int) {
    self.divisor = UInt64(divisor)
    // With r = ⌈2⁶⁴ / d⌉, the high half of n · r is ⌊n / d⌋ as long as n · d < 2⁶⁴ (Granlund and
    // Montgomery, 1994); n is below 256 · d here. Beyond that, and for 1, the machine divides.
    reciprocal = divisor > 1 && divisor < 1 << 28 ? UInt64.max / self.divisor + 1 : 0
  }

  @inline(__always)
  func callAsFunction(_ sum: UInt64) -> UInt8 {
    let raised = sum &+ divisor / 2
    let quotient =
      reciprocal != 0 ? reciprocal.multipliedFullWidth(by: raised).high : raised / divisor
    return UInt8(truncatingIfNeeded: quotient)
  }
}

/// Means of the area that each new pixel covers, computed in whole numbers and rounded half up.
///
/// Old rows are added up first, which is one long loop over neighbouring values; each new row is
/// then summed across once.
func areaMeans(
  of rect: PixelRect, in picture: PixelBuffer, border: Border, width: Int, height: Int
) -> [UInt8] {
  let across = Coverage(old: rect.width, new: width)
  let down = Coverage(old: rect.height, new: height)
  let divide = RoundedDivision(by: across.total * down.total)
  let source = picture.bytes.span
  let depth = picture.channels.rawValue
  var rows = SourceRows(rect, of: picture, border: border)
  var sums = [UInt32](repeating: 0, count: rows.rowCount)
  var result = [UInt8](repeating: 0, count: width * depth * height)
  for (y, run) in down.runs.enumerated() {
    for row in run.first...run.last {
      let weight = down.weight(of: row, in: run)
      let isFirst = row == run.first
      rows.withRow(row, of: source) { line in
        add(line, times: weight, to: &sums, replacing: isFirst)
      }
    }
    let start = y &* width &* depth
    if depth == 3 {
      sumTriples(sums.span, across, divide, into: &result, at: start)
    } else {
      sumSingles(sums.span, across, divide, into: &result, at: start)
    }
  }
  return result
}

/// A sum stays below 2³²: a picture has fewer than 2²⁴ rows.
private func add(
  _ line: borrowing Span<UInt8>, times weight: UInt32, to sums: inout [UInt32],
  replacing: Bool
) {
  var sums = sums.mutableSpan
  precondition(line.count == sums.count)
  guard weight > 257 else {
    // 255 · 257 fits 16 bits, where eight products are one instruction.
    addSmall(line, times: UInt16(truncatingIfNeeded: weight), to: &sums, replacing: replacing)
    return
  }
  if replacing {
    for index in 0..<line.count {
      unsafe sums[unchecked: index] = UInt32(line[unchecked: index]) &* weight
    }
  } else {
    for index in 0..<line.count {
      unsafe sums[unchecked: index] =
        sums[unchecked: index] &+ UInt32(line[unchecked: index]) &* weight
    }
  }
}

private func addSmall(
  _ line: borrowing Span<UInt8>, times weight: UInt16, to sums: inout MutableSpan<UInt32>,
  replacing: Bool
) {
  precondition(line.count == sums.count)
  if replacing {
    for index in 0..<line.count {
      unsafe sums[unchecked: index] = UInt32(UInt16(line[unchecked: index]) &* weight)
    }
  } else {
    for index in 0..<line.count {
      unsafe sums[unchecked: index] =
        sums[unchecked: index] &+ UInt32(UInt16(line[unchecked: index]) &* weight)
    }
  }
}

/// Sums a row of grey pixels across.
private func sumSingles(
  _ sums: borrowing Span<UInt32>, _ across: Coverage, _ divide: RoundedDivision,
  into result: inout [UInt8], at start: Int
) {
  var result = result.mutableSpan
  let runs = across.runs.span
  let inner = across.inner
  precondition(sums.count == across.count && start + runs.count <= result.count)
  for x in 0..<runs.count {
    let run = unsafe runs[unchecked: x]
    var sum = unsafe UInt64(sums[unchecked: run.first]) &* run.firstWeight
    if run.last > run.first {
      var between: UInt64 = 0
      for column in (run.first &+ 1)..<run.last {
        between &+= unsafe UInt64(sums[unchecked: column])
      }
      sum &+= unsafe between &* inner &+ UInt64(sums[unchecked: run.last]) &* run.lastWeight
    }
    unsafe result[unchecked: start &+ x] = divide(sum)
  }
}

/// Sums a row of RGB pixels across.
private func sumTriples(
  _ sums: borrowing Span<UInt32>, _ across: Coverage, _ divide: RoundedDivision,
  into result: inout [UInt8], at start: Int
) {
  var result = result.mutableSpan
  let runs = across.runs.span
  let inner = across.inner
  precondition(sums.count == across.count * 3 && start + runs.count * 3 <= result.count)
  for x in 0..<runs.count {
    let run = unsafe runs[unchecked: x]
    var at = run.first &* 3
    var sum = unsafe Triple(sums, at).times(run.firstWeight)
    if run.last > run.first {
      let end = run.last &* 3
      var between = Triple()
      at &+= 3
      while at < end {
        unsafe between.add(Triple(sums, at))
        at &+= 3
      }
      sum.add(between.times(inner))
      unsafe sum.add(Triple(sums, end).times(run.lastWeight))
    }
    let place = start &+ x &* 3
    unsafe result[unchecked: place] = divide(sum.red)
    unsafe result[unchecked: place &+ 1] = divide(sum.green)
    unsafe result[unchecked: place &+ 2] = divide(sum.blue)
  }
}

/// Sums of three channels side by side.
private struct Triple {
  var red: UInt64 = 0
  var green: UInt64 = 0
  var blue: UInt64 = 0

  init() {}

  @inline(__always)
  @unsafe
  init(_ sums: borrowing Span<UInt32>, _ place: Int) {
    unsafe red = UInt64(sums[unchecked: place])
    unsafe green = UInt64(sums[unchecked: place &+ 1])
    unsafe blue = UInt64(sums[unchecked: place &+ 2])
  }

  @inline(__always)
  mutating func add(_ other: Triple) {
    red &+= other.red
    green &+= other.green
    blue &+= other.blue
  }

  @inline(__always)
  func times(_ weight: UInt64) -> Triple {
    var product = self
    product.red &*= weight
    product.green &*= weight
    product.blue &*= weight
    return product
  }
}
