import PADVocabulary

/// The known name that a misspelt one most probably means, or `nil` when none is near.
///
/// Near is at most a third of the longer name's bytes in insertions, deletions, replacements and
/// swaps of neighbours (optimal string alignment), ASCII letters of either case counting as equal
/// and surrounding blanks as nothing. Of equally near names the first wins.
public func nearestName(to name: String, among known: [String]) -> String? {
  let wanted = foldedBytes(name)
  guard wanted.count <= 128 else { return nil }
  var best: (name: String, distance: Int)?
  for candidate in known where candidate != name {
    let bytes = foldedBytes(candidate)
    guard bytes.count <= 128 else { continue }
    let allowed = max(wanted.count, bytes.count) / 3
    guard abs(wanted.count - bytes.count) <= allowed else { continue }
    let distance = alignmentDistance(wanted, bytes)
    if distance <= allowed, distance < best?.distance ?? .max {
      best = (candidate, distance)
    }
  }
  return best?.name
}

private func foldedBytes(_ name: String) -> [UInt8] {
  var bytes = name.utf8.map { (0x41...0x5a).contains($0) ? $0 + 0x20 : $0 }
  while bytes.last == 0x20 || bytes.last == 0x09 { bytes.removeLast() }
  return Array(bytes.drop { $0 == 0x20 || $0 == 0x09 })
}

/// The optimal string alignment distance, three rows of the table at a time.
private func alignmentDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var before: [Int] = []
  var last = Array(0...right.count)
  for i in left.indices {
    var row = [i + 1]
    row.reserveCapacity(right.count + 1)
    for j in right.indices {
      var cost = min(
        last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        cost = min(cost, before[j - 1] + 1)
      }
      row.append(cost)
    }
    before = last
    last = row
  }
  return last[right.count]
}

extension String {
  /// The text between single quotes for use in a message: at most 60 scalars, nothing in it that
  /// could steer a terminal.
  public var shown: String {
    let head = String(String.UnicodeScalarView(unicodeScalars.prefix(60)))
    let isCut = head.utf8.count < utf8.count
    return "'" + head.printable + (isCut ? "…" : "") + "'"
  }
}

/// `, did you mean 'x'?` as a remedy, or the list of known names when none is near.
public func remedy(for name: String, among known: [String]) -> String {
  if let near = nearestName(to: name, among: known) { return "did you mean \(near.shown)?" }
  let list = known.prefix(20).joined(separator: ", ")
  return known.isEmpty ? "" : "known are " + list + (known.count > 20 ? " …" : "")
}
