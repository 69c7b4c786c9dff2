import Subsystems

extension SubsystemFault {
  /// Something that a library, or what was written to its host, makes impossible.
  static func host(_ message: String, remedy: String = "") -> SubsystemFault {
    SubsystemFault(subsystem: "plugin-host", message: message, remedy: remedy)
  }
}
