import PADVocabulary

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A running plugin and the pipes to it. Nothing here ever waits without a deadline.
///
/// Used by one thread at a time: whoever the pool lent it to.
final class PluginProcess {
  private let child: ChildProcess
  private let scratch: ScratchFolder
  private let memoryIsLimited: Bool
  private var input: Int32
  private let output: Int32
  private let errors: Int32
  private var lines = LineBuffer()
  private(set) var standardError = StandardErrorKeeper()
  private var outputIsClosed = false
  private var errorsAreClosed = false
  private var isOver = false
  private var isFreed = false

  /// Seconds between a closed pipe and the process's end that pass for one event.
  private static let settling = Duration.seconds(2)
  /// Time for a plugin to end by itself, and for what ends it to be done.
  private static let grace = Duration.seconds(2)
  private static let lastGrace = Duration.seconds(5)

  /// Starts a program.
  ///
  /// - Throws: `PluginFault` when it cannot be started.
  init(_ start: ChildProcess.Start, scratch: ScratchFolder, memoryIsLimited: Bool)
    throws(PluginFault)
  {
    let toPlugin = try Pipe()
    let fromPlugin = try Pipe()
    let forPeople = try Pipe()
    self.scratch = scratch
    self.memoryIsLimited = memoryIsLimited
    let theirs = [toPlugin.readEnd, fromPlugin.writeEnd, forPeople.writeEnd]
    let ours = [toPlugin.writeEnd, fromPlugin.readEnd, forPeople.readEnd]
    defer { for end in theirs { close(end) } }
    do throws(PluginFault) {
      child = try ChildProcess(start, streams: theirs)
    } catch {
      for end in ours { close(end) }
      scratch.delete()
      throw error
    }
    input = toPlugin.writeEnd
    output = fromPlugin.readEnd
    errors = forPeople.readEnd
    for end in ours { Pipe.doNotBlock(end) }
    Pipe.widen(input)
  }

  deinit { kill() }

  /// Where files for it may lie.
  var scratchPath: String { scratch.path }

  /// Lines of output so far.
  var lineCount: Int { lines.count }

  /// Whether the process has ended or said something nobody asked for.
  var isSpoiled: Bool {
    drain()
    return isOver || outputIsClosed || child.end != nil || !lines.isEmpty
  }

  /// A fault when output is waiting that nobody asked for.
  func refuseTalk() throws(PluginFault) {
    guard lines.isEmpty else {
      throw PluginFault(
        .brokenProtocol,
        "it said more than was asked: \(SpokenLine.shown(lines.waiting))")
    }
  }

  /// Writes pieces one after the other.
  ///
  /// - Parameter left: the time that may pass; what passed is taken off.
  /// - Throws: `PluginFault` when the plugin does not take them, talks out of turn, or ends.
  func send(_ pieces: [[UInt8]], left: inout Duration) throws(PluginFault) {
    _ = try exchange(pieces, wantsLine: false, left: &left)
    try refuseTalk()
  }

  /// Writes pieces and waits for a line.
  func ask(_ pieces: [[UInt8]], left: inout Duration) throws(PluginFault) -> [UInt8] {
    guard let line = try exchange(pieces, wantsLine: true, left: &left) else {
      throw PluginFault(.timeout, "there was no answer")
    }
    return line
  }

  /// Writes and reads once, as far as that goes without waiting for more than one event.
  ///
  /// - Parameters:
  ///   - bytes: what is to be written; what was is taken away.
  ///   - bell: a descriptor that ends the waiting when it becomes readable.
  /// - Returns: a line, once there is one.
  /// - Throws: `PluginFault` when the process ended, closed a pipe, or nothing happened in time.
  func turn(
    _ bytes: inout ArraySlice<UInt8>, bell: Int32, until deadline: ContinuousClock.Instant
  ) throws(PluginFault) -> [UInt8]? {
    if let line = try lines.next() { return line }
    if outputIsClosed { throw closed("its standard output", by: deadline) }
    let ready = wait(writing: !bytes.isEmpty, bell: bell, until: deadline)
    drain()
    if !ready.any {
      throw PluginFault(
        .timeout, bytes.isEmpty ? "it did not answer in time" : "it did not take its input in time")
    }
    if ready.canWrite {
      let written = unsafe bytes.withUnsafeBytes { rest in
        unsafe write(input, rest.baseAddress, rest.count)
      }
      if written > 0 {
        bytes = bytes.dropFirst(written)
      } else if errno != EAGAIN && errno != EINTR {
        throw closed("its standard input", by: deadline)
      }
    }
    if let line = try lines.next() { return line }
    if ready.hasEnded { throw ended }
    return nil
  }

  private func exchange(
    _ pieces: [[UInt8]], wantsLine: Bool, left: inout Duration
  ) throws(PluginFault) -> [UInt8]? {
    let start = ContinuousClock.now
    let deadline = start + left
    defer { left -= ContinuousClock.now - start }
    var piece = 0
    var offset = 0
    while true {
      while piece < pieces.count, offset == pieces[piece].count {
        piece += 1
        offset = 0
      }
      let isWritten = piece == pieces.count
      if isWritten {
        if !wantsLine { return nil }
        if let line = try lines.next() { return line }
      }
      if outputIsClosed { throw closed("its standard output", by: deadline) }
      let ready = wait(writing: !isWritten, until: deadline)
      drain()
      if !ready.any {
        throw PluginFault(
          .timeout, isWritten ? "it did not answer in time" : "it did not take its input in time")
      }
      if ready.canWrite {
        let written = unsafe pieces[piece][offset...].withUnsafeBytes { bytes in
          unsafe write(input, bytes.baseAddress, bytes.count)
        }
        if written > 0 {
          offset += written
        } else if errno != EAGAIN && errno != EINTR {
          throw closed("its standard input", by: deadline)
        }
      }
      if ready.hasEnded {
        if isWritten, wantsLine, let line = try lines.next() { return line }
        throw ended
      }
      if !wantsLine || !isWritten { try refuseFlood() }
    }
  }

  /// Output that comes before it was asked for is kept for the fault, but not without bound.
  private func refuseFlood() throws(PluginFault) {
    if lines.waiting.count > LineBuffer.maximumBytes { try refuseTalk() }
  }

  private struct Ready {
    var any = false
    var canWrite = false
    var hasEnded = false
  }

  private func wait(
    writing: Bool, bell: Int32 = -1, until deadline: ContinuousClock.Instant
  ) -> Ready {
    var ready = Ready()
    while true {
      let left = deadline - ContinuousClock.now
      if left <= .zero { return ready }
      var watched = [
        pollfd(fd: child.endDescriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: outputIsClosed ? -1 : output, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errorsAreClosed ? -1 : errors, events: Int16(POLLIN), revents: 0),
        pollfd(fd: writing ? input : -1, events: Int16(POLLOUT), revents: 0),
        pollfd(fd: bell, events: Int16(POLLIN), revents: 0),
      ]
      let milliseconds = min(left / .milliseconds(1), child.patience).rounded(.up)
      let count = unsafe poll(&watched, nfds_t(watched.count), Int32(milliseconds))
      ready.hasEnded = (count <= 0 || watched[0].revents != 0) && child.end != nil
      if count <= 0, !ready.hasEnded {
        if Task.isCancelled { return ready }
        continue
      }
      ready.any = true
      ready.canWrite = watched[3].revents != 0
      return ready
    }
  }

  /// Takes what is waiting in both streams, bounded per call.
  private func drain() {
    for _ in 0..<64 where !errorsAreClosed {
      guard let more = take(from: errors) else { break }
      if more.isEmpty { errorsAreClosed = true } else { standardError.append(more) }
    }
    for _ in 0..<64 where !outputIsClosed {
      if lines.waiting.count > LineBuffer.maximumBytes { break }
      guard let more = take(from: output) else { break }
      if more.isEmpty { outputIsClosed = true } else { lines.append(more) }
    }
  }

  /// Up to 64 KiB; empty at the end of the stream, `nil` when nothing is waiting.
  private func take(from descriptor: Int32) -> ArraySlice<UInt8>? {
    var count = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { room, used in
      count = unsafe read(descriptor, room.baseAddress, 1 << 16)
      used = max(0, count)
    }
    return count < 0 ? nil : bytes[...]
  }

  /// The fault of a pipe that the plugin closed: its death, or its mistake.
  private func closed(_ what: String, by deadline: ContinuousClock.Instant) -> PluginFault {
    if waitForEnd(until: min(deadline, .now + Self.settling)) { return ended }
    return PluginFault(.brokenProtocol, "it closed \(what) and went on running")
  }

  private var ended: PluginFault {
    drain()
    isOver = true
    return (child.end ?? .exited(255))
      .fault(lastWords: standardError, memoryIsLimited: memoryIsLimited)
  }

  /// Waits, draining both streams, so that a plugin that says goodbye at length can end.
  private func waitForEnd(until deadline: ContinuousClock.Instant) -> Bool {
    while child.end == nil {
      let ready = wait(writing: false, until: deadline)
      drain()
      if !ready.any { return child.end != nil }
      // What it says now is said to nobody.
      if lines.waiting.count > LineBuffer.maximumBytes { lines = LineBuffer() }
    }
    return true
  }

  /// Ends the process in order: end of input, time to react, then force.
  func end() {
    closeInput()
    if !waitForEnd(until: .now + Self.grace) {
      child.send(SIGTERM)
      _ = waitForEnd(until: .now + Self.grace)
    }
    kill()
  }

  /// Ends the process and all it started at once, and frees what belongs to it.
  func kill() {
    closeInput()
    guard !isFreed else { return }
    isFreed = true
    if child.end == nil {
      child.send(SIGUSR1)
      if !waitForEnd(until: .now + Self.lastGrace) {
        child.send(SIGKILL)
        _ = waitForEnd(until: .now + Self.lastGrace)
      }
    }
    drain()
    for descriptor in [output, errors] { close(descriptor) }
    isOver = true
    scratch.delete()
  }

  private func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }
}
