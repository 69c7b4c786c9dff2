/// Named expressions, each drawn with its own ranges.
public enum ExpressionKind: String, Sendable, Hashable, CaseIterable {
  /// At rest.
  case neutral
  /// Smiling.
  case smile
  /// Mouth a little open.
  case talking
  /// Brows raised.
  case surprised
  /// Eyes nearly closed.
  case blink

  func drawn(_ stream: inout SeededStream) -> Expression {
    var expression = Expression()
    expression.gazeX = stream.uniform(-0.35, 0.35)
    expression.gazeY = stream.uniform(-0.3, 0.3)
    switch self {
    case .neutral: expression.smile = stream.uniform(0, 0.12)
    case .smile:
      expression.smile = stream.uniform(0.45, 0.9)
      expression.open = stream.chance(0.4) ? stream.uniform(0.08, 0.22) : 0
    case .talking: expression.open = stream.uniform(0.12, 0.45)
    case .surprised:
      expression.brows = stream.uniform(0.5, 1)
      expression.open = stream.uniform(0, 0.3)
    case .blink: expression.blink = stream.uniform(0.8, 1)
    }
    return expression
  }
}
