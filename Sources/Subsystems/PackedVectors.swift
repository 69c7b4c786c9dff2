/// Vectors side by side, eight to a panel, value by value: what a step of the kernel reads lies
/// together.
struct PackedVectors {
  /// Vectors of a panel.
  static let panel = 8

  /// How many vectors there are.
  let count: Int
  /// How many values each has.
  let dimension: Int
  /// For each panel and value, the value of the first four vectors and that of the other four.
  private(set) var values: [SIMD4<Float>]

  /// Makes room; what is not put in is 0.
  init(count: Int, dimension: Int) {
    self.count = count
    self.dimension = dimension
    values = [SIMD4<Float>](repeating: .zero, count: panels(count) * dimension * 2)
  }

  /// How many panels there are, the last maybe not full.
  var panelCount: Int { panels(count) }

  /// Puts a vector of the right length in its place.
  mutating func put(_ vector: [Float], at place: Int) {
    precondition(vector.count == dimension && (0..<count).contains(place))
    let lane = place % Self.panel
    let start = place / Self.panel * dimension * 2 + lane / 4
    for (index, value) in vector.enumerated() { values[start + 2 * index][lane % 4] = value }
  }
}

/// Vectors side by side, four to a block, each value four times over: multiplied with four values
/// of a panel without being spread first.
struct SpreadVectors {
  /// Vectors of a block.
  static let block = 4

  /// How many vectors there are.
  let count: Int
  /// How many values each has.
  let dimension: Int
  /// For each block and value, the value of each of the four vectors.
  private(set) var values: [SIMD4<Float>]

  /// Makes room; what is not put in is 0.
  init(count: Int, dimension: Int) {
    self.count = count
    self.dimension = dimension
    let blocks = (count + Self.block - 1) / Self.block
    values = [SIMD4<Float>](repeating: .zero, count: blocks * dimension * Self.block)
  }

  /// Puts a vector of the right length in its place.
  mutating func put(_ vector: [Float], at place: Int) {
    precondition(vector.count == dimension && (0..<count).contains(place))
    let start = place / Self.block * dimension * Self.block + place % Self.block
    for (index, value) in vector.enumerated() {
      values[start + Self.block * index] = SIMD4(repeating: value)
    }
  }
}

private func panels(_ count: Int) -> Int {
  (count + PackedVectors.panel - 1) / PackedVectors.panel
}
