/// Holm's correction for several tests (Scand. J. Statist. 6, 1979).
public enum Holm {
  /// The adjusted p-values, in the order given; each holds for any dependence between the tests.
  public static func adjusted(_ pValues: [Double]) -> [Double] {
    let order = pValues.indices.sorted {
      pValues[$0] == pValues[$1] ? $0 < $1 : pValues[$0] < pValues[$1]
    }
    var adjusted = pValues
    var largest = 0.0
    for (rank, index) in order.enumerated() {
      largest = max(largest, min(1, Double(pValues.count - rank) * pValues[index]))
      adjusted[index] = largest
    }
    return adjusted
  }
}
