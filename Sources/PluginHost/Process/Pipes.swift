internal import CPlatform
import PADVocabulary
import StructuredText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The two ends of a pipe; neither is inherited by a program unless it is handed over.
struct Pipe {
  var readEnd: Int32
  var writeEnd: Int32

  /// Makes a pipe.
  ///
  /// - Throws: `PluginFault` when the process has no descriptor left.
  init() throws(PluginFault) {
    var ends: [Int32] = [-1, -1]
    if unsafe CPlatform_pipe(&ends) != 0 {
      throw PluginFault(.crash, "no pipe could be made: \(systemWords(errno))")
    }
    readEnd = ends[0]
    writeEnd = ends[1]
  }

  /// Makes an end return at once where it would wait.
  static func doNotBlock(_ end: Int32) {
    _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
  }

  /// Gives a pipe room for a whole picture where the system lets it: fewer turns between writer
  /// and reader.
  static func widen(_ end: Int32) {
    CPlatform_widen_pipe(end, 1 << 20)
  }
}
