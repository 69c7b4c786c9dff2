/// A model's input or output as the model declares it.
public struct TensorInfo: Sendable, Hashable {
  /// Its name.
  public var name: String
  /// Its sizes, outermost first; `nil` where the model leaves one open.
  public var shape: [Int?]
  /// Whether its values are 32-bit floating-point numbers, the only kind padbench passes.
  public var isFloat: Bool

  /// Makes a description.
  public init(name: String, shape: [Int?], isFloat: Bool) {
    self.name = name
    self.shape = shape
    self.isFloat = isFloat
  }

  /// `input (1 × 3 × ? × ?)`.
  public var description: String {
    name + " (" + shape.map { $0.map(String.init) ?? "?" }.joined(separator: " × ") + ")"
  }

  /// Whether a tensor of these sizes may be passed.
  public func accepts(_ sizes: [Int]) -> Bool {
    isFloat && sizes.count == shape.count
      && zip(shape, sizes).allSatisfy { $0 == nil || $0 == $1 }
  }
}

/// Values with their sizes, as they go into or come out of a model.
public struct Tensor: Sendable, Hashable {
  /// Sizes, outermost first.
  public var shape: [Int]
  /// The values, the innermost size running fastest.
  public var values: [Float]

  /// Makes a tensor.
  ///
  /// - Precondition: as many values as the product of the sizes.
  public init(shape: [Int], values: [Float]) {
    precondition(shape.reduce(1, *) == values.count)
    self.shape = shape
    self.values = values
  }
}
