/// Somebody in one session: the head, and what is worn with it.
struct Person: Sendable {
  var identity: Identity
  /// Clothes of a session.
  var clothesKey: UInt64
}
