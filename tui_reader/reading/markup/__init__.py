"""HTML, whole pages and fragments, as bounded trees and as blocks."""
