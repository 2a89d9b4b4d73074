"""The pages: each module defines `render()`: require a role, choose, measure, show."""
