public import PADVocabulary

/// The folder of the user's own settings and keys.
///
/// `$PADBENCH_CONFIG_HOME`, else `$XDG_CONFIG_HOME/padbench`, else `~/.config/padbench`
/// (XDG Base Directory Specification 0.8; relative values are ignored, as it demands).
public enum ConfigurationFolder {
  /// The path of the folder, whether it is there or not.
  ///
  /// - Throws: `FileFault` when the environment names none.
  public static func path(
    environment: [String: String]
  ) throws(FileFault) -> String {
    for (name, suffix) in [
      ("PADBENCH_CONFIG_HOME", ""), ("XDG_CONFIG_HOME", "/padbench"),
      ("HOME", "/.config/padbench"),
    ] {
      if let folder = environment[name], folder.utf8.first == UInt8(ascii: "/") {
        return folder + suffix
      }
    }
    throw FileFault(
      path: "the configuration folder", operation: "find",
      message: "HOME is not set; set PADBENCH_CONFIG_HOME to an absolute path")
  }
}
