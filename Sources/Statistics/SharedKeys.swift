#if canImport(Glibc)
  internal import Glibc
#endif

/// Keys that several tasks write side by side, each into places of its own.
///
/// An array cannot be that: its storage is only open to one writer, inside one call.
///
/// Unchecked, because the compiler cannot see whose place is whose: a place is written by one task
/// of a group only, and read by other tasks only after that group has ended. Whoever makes keys
/// hands them on as read-only when the last such group has ended.
@usableFromInline @safe
package final class SharedKeys: @unchecked Sendable {
  @usableFromInline let places: UnsafeMutableBufferPointer<UInt64>
  private static let largePage = 1 << 21

  /// Makes places with nothing in them; all have to be written before they are read.
  package init(count: Int) {
    let bytes = count * MemoryLayout<UInt64>.stride
    let isLarge = bytes >= 2 * Self.largePage
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: max(bytes, 1),
      alignment: isLarge ? Self.largePage : MemoryLayout<UInt64>.alignment)
    #if canImport(Glibc)
      // Rows come in any order of score; small pages would cost more than the writing.
      if isLarge { _ = unsafe madvise(memory, bytes, Int32(MADV_HUGEPAGE)) }
    #endif
    unsafe places = UnsafeMutableBufferPointer(
      start: memory.bindMemory(to: UInt64.self, capacity: count), count: count)
  }

  deinit { unsafe UnsafeMutableRawPointer(places.baseAddress)?.deallocate() }

  /// How many places there are.
  @inlinable
  package var count: Int { unsafe places.count }

  /// One key.
  @inlinable
  package subscript(place: Int) -> UInt64 {
    precondition(place >= 0 && place < count)
    return unsafe places[place]
  }

  /// The keys, for reading.
  package func withKeys<Result>(_ body: (Span<UInt64>) throws -> Result) rethrows -> Result {
    try body(unsafe UnsafeBufferPointer(places).span)
  }

  /// Gives a task the places it may write.
  package func write(_ body: (inout MutableSpan<UInt64>) -> Void) {
    var keys = unsafe places.mutableSpan
    body(&keys)
  }
}
