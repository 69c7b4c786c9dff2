/// How a model's output vector becomes one score, higher meaning more bona fide.
public struct ScoreOutput: Sendable, Hashable {
  /// What is applied to the output vector before a value is picked.
  public enum Activation: String, Sendable, Hashable, CaseIterable {
    /// The value as it is.
    case none
    /// exp(x) over the sum of exp of all values.
    case softmax
    /// 1 / (1 + exp(−x)).
    case sigmoid
  }

  /// What a high value means.
  public enum Polarity: String, Sendable, Hashable, CaseIterable {
    /// High values mean bona fide: the value is the score.
    case bonaFide = "bona_fide"
    /// High values mean attack: the score is 1 − value after softmax or sigmoid, else −value.
    case attack
  }

  /// Name of the model's output; empty for its only one.
  public var name: String
  /// Which value of the output is taken, from 0.
  public var index: Int
  /// What is applied first.
  public var activation: Activation
  /// What a high value means.
  public var polarity: Polarity

  /// Makes an output rule; by default the first value as it is.
  public init(
    name: String = "", index: Int = 0, activation: Activation = .none,
    polarity: Polarity = .bonaFide
  ) {
    self.name = name
    self.index = index
    self.activation = activation
    self.polarity = polarity
  }
}
