import Statistics

/// The sorted scores of all classes, as ordered bits; read-only, and shared when copied.
struct SortedKeys: RandomAccessCollection, Sendable {
  let shared: SharedKeys

  var startIndex: Int { 0 }
  var endIndex: Int { shared.count }
  subscript(place: Int) -> UInt64 { shared[place] }
}
