import Dispatch
import Evidence
import Synchronization

/// Hashes bytes on another thread, in the order in which they are added.
///
/// Hashing a manifest takes a seventh of the time of reading it, and neither needs the other.
final class SideHasher: Sendable {
  /// How many pieces may wait; whoever adds one more waits himself.
  private static let mostWaiting = 4

  private let queue = DispatchQueue(label: "padbench.hash")
  private let room = DispatchSemaphore(value: mostWaiting)
  private let hasher = Mutex(ContentHasher())

  /// Adds a copy of these bytes.
  func add(_ bytes: Span<UInt8>) {
    if bytes.isEmpty { return }
    let piece = unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
    room.wait()
    queue.async { [self] in
      hasher.withLock { $0.update(piece) }
      room.signal()
    }
  }

  /// The digest of everything added so far, once it is hashed.
  func finish() -> ContentDigest {
    queue.sync { hasher.withLock { $0.finish() } }
  }
}
