public import PADVocabulary

/// Writes whole files so that a reader, a crash or a power cut sees the old file or the new one,
/// never a part.
public enum AtomicFile {
  /// Writes `bytes` to `path`: a new file beside it, written and synced, takes its name, and the
  /// folder is synced. A symbolic link at `path` is replaced, not followed.
  ///
  /// - Throws: `FileFault`; the file that was there is then untouched, unless only the folder
  ///   could not be synced.
  public static func write(
    _ bytes: [UInt8], to path: String, permissions: UInt32 = 0o666
  ) throws(FileFault) {
    let writer = try AtomicFileWriter(path: path, permissions: permissions)
    try writer.append(bytes)
    try writer.commit()
  }

  /// Writes a text as UTF-8.
  public static func write(
    _ text: String, to path: String, permissions: UInt32 = 0o666
  ) throws(FileFault) {
    try write(Array(text.utf8), to: path, permissions: permissions)
  }

  /// Gives a file that somebody else has written beside `path` its final name, durably.
  ///
  /// - Throws: `FileFault`.
  public static func adopt(_ temporary: String, as path: String) throws(FileFault) {
    try AtomicFileWriter(adopting: temporary, as: path).commit()
  }
}
