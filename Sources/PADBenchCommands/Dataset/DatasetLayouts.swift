import ArgumentParser
import Datasets

extension DatasetCommand {
  /// `padbench dataset layouts [NAME]`
  struct Layouts: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "layouts",
      abstract: "List the layouts that 'dataset import' knows, or print one.",
      discussion: """
        A layout of your own begins as a copy:
          padbench dataset layouts folders > rig.yaml
          padbench dataset import ./rig.yaml /data/rig -o datasets/rig
        """)

    @Argument(help: "A layout to print.")
    var name: String?

    func run() throws {
      if let name {
        guard let layout = ShippedLayout(rawValue: name) else {
          _ = try DatasetLayout.load(name)
          throw ValidationError("'\(name)' is a file, not a layout that comes with padbench.")
        }
        try Console.result(String(decoding: layout.bytes, as: UTF8.self))
        return
      }
      var table = ListTable(["layout", "dataset"])
      for layout in ShippedLayout.allCases {
        table.add([layout.rawValue, try layout.layout().title])
      }
      try Console.result(table.text)
    }
  }
}
