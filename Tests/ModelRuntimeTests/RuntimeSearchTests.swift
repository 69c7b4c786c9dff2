import Foundation
import Subsystems
import TestSupport
import Testing

@testable import ModelRuntime

struct RuntimeSearchTests {
  @Test(arguments: [
    ("libonnxruntime.so", true), ("libonnxruntime.so.1.19.2", true),
    ("libonnxruntime.dylib", true), ("libonnxruntime.1.19.2.dylib", true),
    ("libonnxruntime_providers_shared.so", false), ("libonnxruntime4j_jni.so", false),
    ("onnxruntime_pybind11_state.so", false),
  ])
  func `knows the library by its name`(name: String, isLibrary: Bool) {
    #expect(RuntimeSearch.isLibrary(name) == isLibrary)
  }

  @Test func `finds the wheel of an environment, the highest version first`() throws {
    let scratch = try Scratch()
    let capi = "venv/lib/python3.11/site-packages/onnxruntime/capi/"
    for name in ["libonnxruntime.so.1.19.2", "libonnxruntime.so.1.20.0", "other.so"] {
      try scratch.write(capi + name, "")
    }
    var search = RuntimeSearch(environment: ["VIRTUAL_ENV": "/venv"])
    search.root = scratch.folder.path
    let found = search.places.flatMap { search.libraries(in: $0) }
    #expect(
      found
        == ["libonnxruntime.so.1.20.0", "libonnxruntime.so.1.19.2"].map {
          scratch.path(capi + $0)
        })
  }

  @Test func `names every place when there is no library`() throws {
    let scratch = try Scratch()
    var search = RuntimeSearch(
      environment: ["VIRTUAL_ENV": "/venv", "CONDA_PREFIX": "/conda", "HOME": "/home/ada"])
    search.root = scratch.folder.path
    let fault = #expect(throws: SubsystemFault.self) { try search.load() }
    for place in [
      "/usr/local/lib", "/opt/homebrew/lib", "/venv/lib/python3*/site-packages/onnxruntime/capi",
      "/conda/lib", "/home/ada/.pyenv/versions/*/lib/python3*",
    ] {
      #expect(fault?.message.contains(place) == true, "\(place) is not named")
    }
    #expect(fault?.remedy.contains("PADBENCH_ONNXRUNTIME") == true)
  }

  @Test func `ignores folders that depend on where padbench was started`() {
    let search = RuntimeSearch(environment: ["VIRTUAL_ENV": "venv", "HOME": "."])
    #expect(search.places.allSatisfy { $0.hasPrefix("/") })
  }

  @Test func `says when the named file is no library`() throws {
    let scratch = try Scratch()
    let path = try scratch.write("libonnxruntime.so", "not a library")
    for search in [
      RuntimeSearch(namedPath: path, environment: ["PADBENCH_ONNXRUNTIME": "/elsewhere"]),
      RuntimeSearch(environment: ["PADBENCH_ONNXRUNTIME": path]),
    ] {
      let fault = #expect(throws: SubsystemFault.self) { try search.load() }
      #expect(fault?.message.contains(path) == true)
    }
  }

  @Test func `says when the named library is another`() {
    let name = "libc.so.6"
    #expect(throws: SubsystemFault.self) {
      try RuntimeSearch(namedPath: name, environment: [:]).load()
    }
  }
}
