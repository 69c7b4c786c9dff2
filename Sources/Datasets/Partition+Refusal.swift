import PADVocabulary
import StructuredText

/// Adds an error about a field that names no partition.
func refusePartition(_ field: Int, in csv: inout CSVReader) {
  let text = csv.string(field)
  let known = Partition.allCases.map(\.rawValue)
  let near = Partition(alias: text)?.rawValue ?? nearestName(to: text, among: known)
  let tail = near.map { ", did you mean '\($0)'?" } ?? ""
  csv.error(
    field, "the partition \(text.shown) is not known",
    remedy: "write 'train', 'dev' or 'test'" + tail)
}
