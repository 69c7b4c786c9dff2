/// Texts beyond ASCII, to find two that a reader cannot tell apart.
struct LookAlikes {
  private var texts: Set<String> = []

  /// The earlier text that looks as this one and has other bytes (NFC against NFD), or `nil`;
  /// remembers this one. `String` compares by canonical equivalence.
  mutating func seen(_ text: String) -> String? {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return nil }
    let (isNew, other) = texts.insert(text)
    return isNew || other.utf8.elementsEqual(text.utf8) ? nil : other
  }
}
