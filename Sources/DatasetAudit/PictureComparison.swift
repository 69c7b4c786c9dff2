import Imaging

/// Tells whether two pictures are the same but for encoding, size, brightness and a twentieth cut
/// off at each side, by looking at the pictures themselves.
///
/// One picture is laid over windows of the other one in steps of a fortieth, across and then down,
/// and from the best of them on the window's four edges are fitted (Gauss and Newton, as in the registration of Lucas
/// and Kanade, IJCAI 1981). What the other picture leaves unexplained of this one's variance, after
/// the best gain and offset, is the distance.
struct PictureComparison: Sendable {
  /// Pixels along each side.
  static let side = 48
  /// The unexplained share up to which two pictures are the same one. Copies at JPEG quality 40 cut
  /// at all four sides reach 0.008, different pictures of one person hardly 0.04.
  static let limit = 0.02

  /// A grey picture of `side` by `side`, low-passed, with its mean taken away.
  struct Picture: Sendable {
    fileprivate let values: [Double]
    fileprivate let energy: Double

    /// Reduces a picture.
    init(_ picture: PixelBuffer) {
      let small = picture.resized(toWidth: side, height: side).grey()
      let smooth = Self.smoothed(small.bytes.map { Double($0) })
      let mean = smooth.reduce(0, +) / Double(smooth.count)
      values = smooth.map { $0 - mean }
      energy = values.reduce(0) { $0 + $1 * $1 }
    }

    /// The binomial filter 1-2-1 along both axes, edges repeated.
    private static func smoothed(_ values: [Double]) -> [Double] {
      func along(_ values: [Double], _ step: Int, _ other: Int) -> [Double] {
        var result = values
        for line in 0..<side {
          for place in 0..<side {
            let at = line * other + place * step
            let before = values[at - (place > 0 ? step : 0)]
            let after = values[at + (place < side - 1 ? step : 0)]
            result[at] = (before + 2 * values[at] + after) / 4
          }
        }
        return result
      }
      return along(along(values, 1, side), side, 1)
    }
  }

  /// Where the edges of a window lie, as shares of the whole picture: left, right, top, bottom.
  private typealias Window = [4 of Double]

  private static let most = 0.06

  /// The smaller of the distances of each picture as a crop of the other, 0…1; 1 for a picture
  /// without contrast.
  static func distance(_ left: Picture, _ right: Picture) -> Double {
    guard left.energy > Double(side * side), right.energy > Double(side * side) else { return 1 }
    let one = oneWay(whole: left, crop: right)
    return one <= limit ? one : min(one, oneWay(whole: right, crop: left))
  }

  private static func oneWay(whole: Picture, crop: Picture) -> Double {
    var (best, window) = coarse(whole: whole, crop: crop)
    // A picture that is so far off everywhere is not brought near by a shift of half a pixel.
    guard best < 20 * limit else { return best }
    for _ in 0..<6 where best > limit {
      guard let next = refined(window, whole: whole, crop: crop) else { break }
      window = next
      best = min(best, rest(seen(whole, through: window), of: crop))
    }
    return best
  }

  /// The best of nine windows across with the middle one down, then of nine down.
  private static func coarse(whole: Picture, crop: Picture) -> (Double, Window) {
    var best = (1.0, windows[0])
    let middle = down(whole.values, windows[0].lens)
    for window in windows {
      let rest = rest(across(middle, window.lens), of: crop)
      if rest < best.0 { best = (rest, window) }
    }
    let width = best.1
    var height = windows[0]
    let chosen = across(whole.values, width.lens)
    for window in windows {
      let rest = rest(down(chosen, window.lens), of: crop)
      if rest < best.0 {
        best.0 = rest
        height = window
      }
    }
    return (best.0, [width.start, width.end, height.start, height.end])
  }

  /// Windows along one axis in steps of a fortieth, the one in the middle first.
  private static let windows: [(start: Double, end: Double, lens: Lens)] = [
    (0.025, 0.025), (0, 0), (0, 0.025), (0.025, 0), (0, 0.05), (0.05, 0), (0.025, 0.05),
    (0.05, 0.025), (0.05, 0.05),
  ].map { ($0, $1, Lens($0, $1)) }

  /// One step of Gauss and Newton; `nil` where the picture says nothing about the edges.
  private static func refined(_ window: Window, whole: Picture, crop: Picture) -> Window? {
    let step = 0.01
    let base = seen(whole, through: window)
    var rows = [base]
    for edge in 0..<4 {
      var moved = window
      moved[edge] += step
      rows.append(zip(seen(whole, through: moved), base).map { $0 - $1 })
    }
    var system = SymmetricSystem(size: 6)
    var row = [Double](repeating: 1, count: 6)
    for place in crop.values.indices {
      for term in 0..<5 { row[term] = rows[term][place] }
      system.add(row, target: crop.values[place], weight: 1)
    }
    for term in 1..<5 { system.addToDiagonal(term, 1e-6 * whole.energy) }
    guard let solution = system.solved(), abs(solution[0]) > 1e-3 else { return nil }
    var next = window
    for edge in 0..<4 {
      let change = min(max(solution[edge + 1] / solution[0] * step, -0.03), 0.03)
      next[edge] = min(max(window[edge] + change, 0), most)
    }
    return next
  }

  /// The share of the crop's variance that is left after the best gain and offset.
  private static func rest(_ values: [Double], of crop: Picture) -> Double {
    var (sum, squares, product) = (0.0, 0.0, 0.0)
    for place in values.indices {
      let value = values[place]
      sum += value
      squares += value * value
      product += value * crop.values[place]
    }
    let energy = squares - sum * sum / Double(values.count)
    guard energy > 0, product > 0 else { return 1 }
    return min(max(1 - product * product / (energy * crop.energy), 0), 1)
  }

  // MARK: Windows

  /// For every sample of a window along one axis, four neighbouring samples of the whole and their
  /// weights (Catmull-Rom).
  private struct Lens {
    var first: [Int] = []
    var weights: [[4 of Double]] = []

    init(_ start: Double, _ end: Double) {
      for sample in 0..<side {
        let share = (Double(sample) + 0.5) / Double(side)
        let place = (start + share * (1 - start - end)) * Double(side) - 0.5
        let t = place - place.rounded(.down)
        first.append(Int(place.rounded(.down)) - 1)
        weights.append([
          ((-0.5 * t + 1) * t - 0.5) * t, (1.5 * t - 2.5) * t * t + 1,
          ((-1.5 * t + 2) * t + 0.5) * t, (0.5 * t - 0.5) * t * t,
        ])
      }
    }

    func source(_ sample: Int, _ tap: Int) -> Int {
      min(max(first[sample] + tap, 0), side - 1)
    }
  }

  private static func seen(_ whole: Picture, through window: Window) -> [Double] {
    down(across(whole.values, Lens(window[0], window[1])), Lens(window[2], window[3]))
  }

  private static func across(_ values: [Double], _ lens: Lens) -> [Double] {
    var result = [Double](repeating: 0, count: values.count)
    for x in 0..<side {
      for tap in 0..<4 {
        let (from, weight) = (lens.source(x, tap), lens.weights[x][tap])
        for y in 0..<side { result[y * side + x] += weight * values[y * side + from] }
      }
    }
    return result
  }

  private static func down(_ values: [Double], _ lens: Lens) -> [Double] {
    var result = [Double](repeating: 0, count: values.count)
    for y in 0..<side {
      for tap in 0..<4 {
        let (from, weight) = (lens.source(y, tap) * side, lens.weights[y][tap])
        for x in 0..<side { result[y * side + x] += weight * values[from + x] }
      }
    }
    return result
  }
}
