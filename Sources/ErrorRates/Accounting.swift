public import PADVocabulary

/// How many presentations had no response for one reason.
public struct NonResponseCount: Sendable, Hashable {
  /// The reason.
  public var reason: NonResponseReason
  /// Presentations.
  public var count: Int

  /// Makes a count.
  public init(reason: NonResponseReason, count: Int) {
    self.reason = reason
    self.count = count
  }
}

/// Where the rows of a table went: rows in = scored + each kind of non-response.
public struct Accounting: Sendable, Hashable {
  /// Rows of the table.
  public var rows: Int
  /// Rows with a score.
  public var scored: Int
  /// Rows without one, per reason, sorted by the reason's bytes; reasons that do not occur are
  /// left out.
  public var nonResponses: [NonResponseCount]

  /// Makes the accounting of no rows.
  public init(rows: Int = 0, scored: Int = 0, nonResponses: [NonResponseCount] = []) {
    self.rows = rows
    self.scored = scored
    self.nonResponses = nonResponses
  }

  /// Rows without a score.
  public var withoutResponse: Int { nonResponses.reduce(0) { $0 + $1.count } }

  /// Whether every row is accounted for once.
  public var isBalanced: Bool { rows == scored + withoutResponse }
}
