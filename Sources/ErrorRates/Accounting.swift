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

  /// Rows of which a usable sample was acquired, scored or not; `nil` when a non-response has no
  /// stated reason.
  public var acquired: Int? {
    if nonResponses.contains(where: { $0.reason == .unstated }) { return nil }
    return rows - nonResponses.reduce(0) { $0 + ($1.reason.isOfCapture ? $1.count : 0) }
  }

  /// Whether every row is accounted for once.
  public var isBalanced: Bool { rows == scored + withoutResponse }
}
