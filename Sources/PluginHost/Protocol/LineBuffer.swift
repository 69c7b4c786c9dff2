/// Cuts a stream of bytes into lines and keeps no more of it than one line may have.
struct LineBuffer {
  /// The most bytes a line may have.
  static let maximumBytes = 1 << 20

  private var bytes: [UInt8] = []
  /// Bytes at the front that were handed out already.
  private var taken = 0
  /// Bytes behind those in which there is no line end.
  private var searched = 0
  /// How many lines were handed out.
  private(set) var count = 0

  /// Whether nothing is waiting, not even the beginning of a line.
  var isEmpty: Bool { taken == bytes.count }

  /// The beginning of what is waiting, for a message.
  var waiting: ArraySlice<UInt8> { bytes[taken...] }

  /// Takes more of the stream.
  mutating func append(_ more: ArraySlice<UInt8>) {
    if taken > 0 {
      bytes.removeFirst(taken)
      taken = 0
    }
    bytes.append(contentsOf: more)
  }

  /// The next whole line without its end, or `nil` when there is none yet.
  ///
  /// - Throws: `PluginFault` for a line over the limit, whether or not its end has come.
  mutating func next() throws(PluginFault) -> [UInt8]? {
    guard let end = bytes[(taken + searched)...].firstIndex(of: 0x0a) else {
      searched = bytes.count - taken
      if searched > Self.maximumBytes { throw tooLong }
      return nil
    }
    var line = bytes[taken..<end]
    taken = end + 1
    searched = 0
    count += 1
    if line.count > Self.maximumBytes { throw tooLong }
    if line.last == 0x0d { line.removeLast() }
    return Array(line)
  }

  private var tooLong: PluginFault {
    PluginFault(
      .brokenProtocol, "a line of its output is longer than \(Self.maximumBytes) bytes")
  }
}
