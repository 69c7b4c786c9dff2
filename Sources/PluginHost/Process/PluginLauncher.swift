internal import CPlatform

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The other side of `PluginSurroundings`: what the launcher's process does.
public struct PluginLauncher: Sendable {
  /// Where the program starts.
  public var folder: String
  /// Most bytes of address space; 0 sets no limit.
  public var memoryBytes: Int
  /// Most bytes of a file that is written.
  public var fileBytes: Int
  /// Most files that are open at once.
  public var openFiles: Int
  /// Most processes and threads at once; 0 sets no limit.
  public var processes: Int
  /// What may be read; empty leaves the file system and the network as they are.
  public var readable: [String]
  /// What may be written as well.
  public var writable: [String]

  /// Describes a launch.
  public init(
    folder: String, memoryBytes: Int, fileBytes: Int, openFiles: Int, processes: Int,
    readable: [String], writable: [String]
  ) {
    self.folder = folder
    self.memoryBytes = memoryBytes
    self.fileBytes = fileBytes
    self.openFiles = openFiles
    self.processes = processes
    self.readable = readable
    self.writable = writable
  }

  /// Starts a program and watches over it until nothing of it is left.
  ///
  /// - Returns: the exit code; where a signal ended the program, this process ends by it instead.
  public func run(_ command: [String]) -> Int32 {
    guard !command.isEmpty else { return 64 }
    // The texts live as long as this process does, which is made for this call alone.
    let folder = unsafe strdup(self.folder)
    let readable = unsafe Self.list(self.readable)
    let writable = unsafe Self.list(self.writable)
    let words = unsafe Self.list(command)
    return unsafe Self.constant(readable) { readable in
      unsafe Self.constant(writable) { writable in
        var terms = unsafe CPlatform_Terms()
        unsafe terms.folder = UnsafePointer(folder)
        unsafe terms.memory = UInt(max(0, memoryBytes))
        unsafe terms.file_size = UInt(max(0, fileBytes))
        unsafe terms.open_files = UInt(max(0, openFiles))
        unsafe terms.processes = UInt(max(0, processes))
        unsafe terms.readable = self.readable.isEmpty ? nil : readable
        unsafe terms.writable = writable
        return unsafe words.withUnsafeBufferPointer { words in
          unsafe CPlatform_launch(&terms, words.baseAddress)
        }
      }
    }
  }

  private static func list(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    unsafe texts.map { unsafe strdup($0) } + [nil]
  }

  private static func constant<Value>(
    _ list: [UnsafeMutablePointer<CChar>?],
    _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Value
  ) -> Value {
    let constant = unsafe list.map { unsafe UnsafePointer<CChar>($0) }
    return unsafe constant.withUnsafeBufferPointer { unsafe body($0.baseAddress) }
  }
}
